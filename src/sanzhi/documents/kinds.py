"""The kinds of document of an ordinary penalty case."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sanzhi.documents import sources, wanted
from sanzhi.documents.needs import Need
from sanzhi.documents.sources import PriorNotice, Source
from sanzhi.documents.typesetting import TEMPLATES
from sanzhi.law.errors import NotFound

Volume = Literal["main", "inner"]


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    `number_word` stands between agency and year as in 黔西市监罚〔2026〕12号; empty for a kind without one.
    `volume` inner is never shown to the party (市场监督管理行政处罚程序规定 Art 78). `page_signature` names
    who signs every page of a record (Art 29 of the same rules). `seal_required`: nothing unsealed is
    served (行政处罚法 Art 59 ¶2).
    """

    name: str
    title: str
    source: type[Source]
    needs: tuple[Need, ...]
    volume: Volume = "inner"
    number_word: str = ""
    officers_sign: bool = False
    seal_required: bool = False
    page_signature: str = ""
    version: int = 1

    @property
    def template_name(self) -> str:
        """Template name and major version, for example `decision.v1`."""
        return f"{self.name}.v{self.version}"

    @property
    def path(self) -> Path:
        """The template file."""
        return TEMPLATES / f"{self.template_name}.typ"

    def title_for(self, source: Source) -> str:
        """Return the title to print: a notice with the right to a hearing says so in its title."""
        if isinstance(source, PriorNotice) and source.hearing:
            return "行政处罚听证告知书"
        return self.title


_FILING = Kind(
    "filing_approval",
    "立案审批表",
    sources.FilingApproval,
    wanted.FILING,
    number_word="立",
    officers_sign=True,
)
_NO_FILING = Kind(
    "no_filing_approval",
    "不予立案审批表",
    sources.NoFilingApproval,
    wanted.NO_FILING,
    number_word="不立",
    officers_sign=True,
)
_INTERVIEW = Kind(
    "interview_record",
    "询问笔录",
    sources.InterviewRecord,
    wanted.INTERVIEW,
    volume="main",
    officers_sign=True,
    page_signature="被询问人",
)
_REPORT = Kind(
    "investigation_report",
    "案件调查终结报告",
    sources.InvestigationReport,
    wanted.REPORT,
    officers_sign=True,
)
_REVIEW = Kind("review_opinion", "法制审核意见书", sources.ReviewOpinion, wanted.REVIEW, number_word="法审")
_NOTICE = Kind(
    "prior_notice",
    "行政处罚事先告知书",
    sources.PriorNotice,
    wanted.NOTICE,
    volume="main",
    number_word="罚告",
    officers_sign=True,
    seal_required=True,
)
_STATEMENT = Kind(
    "statement_record",
    "陈述申辩笔录",
    sources.StatementRecord,
    wanted.STATEMENT,
    volume="main",
    officers_sign=True,
    page_signature="陈述申辩人",
)
_DELIBERATION = Kind("deliberation_record", "集体讨论记录", sources.DeliberationRecord, wanted.DELIBERATION)
_DECISION = Kind(
    "decision",
    "行政处罚决定书",
    sources.Decision,
    wanted.DECISION,
    volume="main",
    number_word="罚",
    officers_sign=True,
    seal_required=True,
)
_RECEIPT = Kind(
    "service_receipt", "送达回证", sources.ServiceReceipt, wanted.RECEIPT, volume="main", officers_sign=True
)
_CLOSURE = Kind("closure_approval", "结案审批表", sources.ClosureApproval, wanted.CLOSURE, officers_sign=True)

# In the order of the case.
_ALL = (
    _FILING,
    _NO_FILING,
    _INTERVIEW,
    _REPORT,
    _REVIEW,
    _NOTICE,
    _STATEMENT,
    _DELIBERATION,
    _DECISION,
    _RECEIPT,
    _CLOSURE,
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}


def get(name: str) -> Kind:
    """Return the kind, or raise `NotFound` naming what was asked for."""
    try:
        return KINDS[name]
    except KeyError:
        raise NotFound(f"没有名为“{name}”的文书种类。") from None


def everything() -> Iterator[Kind]:
    """Yield every kind in the order of the case."""
    yield from _ALL
