"""Issue, signature and seal of the two documents that bind a party (行政处罚法 Art 44, 59)."""

from collections.abc import Callable
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from sanzhi.documents.guards import both_signed
from sanzhi.documents.issuing import issue
from sanzhi.documents.models import Document
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act, ActData, NoData, register
from sanzhi.procedure.deed import Deed

OFFICER = frozenset({"officer"})


class SealData(ActData):
    """The sealed copy: digest of the bytes in the store, and how the seal was put."""

    sealed: str = Field(title="签章件摘要", pattern="^[0-9a-f]{64}$")
    way: Literal["scan", "service"] = Field(title="用印方式")
    pages: int = Field(title="页数", ge=1)


class RenderingData(ActData):
    """The file that was made from the frozen source."""

    document: UUID = Field(title="文书")
    kind: str = Field(title="种类")
    pdf: str = Field(title="摘要", pattern="^[0-9a-f]{64}$")
    pages: int = Field(title="页数", ge=1)


def record_rendering(deed: Deed) -> None:
    """Record the digest of the file, a second event after the issue."""
    data: RenderingData = deed.data
    if deed.facts.get(f"document.{data.kind}", {}).get("id") == str(data.document):
        # A fact of its own: who is about to sign a document has not missed anything when its file appears.
        file = {"document": str(data.document), "pdf": data.pdf, "pages": data.pages}
        deed.set(f"file.{data.kind}", file)
    Document.objects.filter(pk=data.document).update(pdf_digest=data.pdf, pages=data.pages)


def _issue(kind: str) -> Callable[[Deed], None]:
    def apply(deed: Deed) -> None:
        issue(deed, kind)
        _sign(deed, kind)

    return apply


def _sign(deed: Deed, kind: str) -> None:
    members = {member["id"]: member for member in deed.facts.get("officers", [])}
    me = members.get(str(deed.actor.officer_id))
    fact = f"document.{kind}"
    if me is None:
        raise Invalid([FieldError("actor", "签名", "只有本案办案人员可以签名（行政处罚法第四十二条）")])
    signed = deed.facts[fact]["signed"]
    if not any(each["officer"] == me["id"] for each in signed):
        deed.merge(
            fact, signed=[*signed, {"officer": me["id"], "name": me["name"], "on": deed.on.isoformat()}]
        )


def signing(kind: str) -> Callable[[Deed], None]:
    """The act by which an officer of the case signs the document of a kind."""

    def apply(deed: Deed) -> None:
        if f"document.{kind}" not in deed.facts:
            raise Invalid([FieldError("document", "文书", "文书尚未制作")])
        _sign(deed, kind)

    return apply


def sealing(kind: str) -> Callable[[Deed], None]:
    """The act by which the document of a kind is sealed: by scan or by the seal service."""

    def apply(deed: Deed) -> None:
        data: SealData = deed.data
        deed.merge(f"document.{kind}", sealed=data.sealed, sealed_on=deed.on.isoformat(), seal_way=data.way)
        Document.objects.filter(pk=deed.facts[f"document.{kind}"]["id"]).update(
            sealed_digest=data.sealed, sealed_at=deed.happened, sealed_by_scan=data.way == "scan"
        )

    return apply


def issue_notice(deed: Deed) -> None:
    """Make the notice from the draft; its hearing rights follow the thresholds (行政处罚法 Art 44, 63)."""
    draft = deed.facts["draft"]
    _issue("prior_notice")(deed)
    deed.merge("document.prior_notice", draft=draft["digest"])


def issue_decision(deed: Deed) -> None:
    """Make the written decision (行政处罚法 Art 59)."""
    if "decision" not in deed.facts:
        raise Invalid([FieldError("decision", "处罚决定", "尚未作出处罚决定")])
    _issue("decision")(deed)


def document_day(deed: Deed, kind: str) -> date | None:
    """The day a document was issued, or None."""
    text = deed.facts.get(f"document.{kind}", {}).get("on")
    return date.fromisoformat(text) if text else None


_TITLES = {"prior_notice": "事先告知书", "decision": "处罚决定书"}
_SHORT = {"prior_notice": "notice", "decision": "decision"}
_ISSUE = {"prior_notice": issue_notice, "decision": issue_decision}

for _kind, _title in _TITLES.items():
    _name, _fact_name = _SHORT[_kind], f"document.{_kind}"
    register(
        Act(
            f"issue_{_name}",
            f"制作{_title}",
            NoData,
            _ISSUE[_kind],
            OFFICER,
            reads=("draft", "decision"),
            late_days=3,
            room="documents",
        )
    )
    register(
        Act(
            f"sign_{_name}",
            f"签署{_title}",
            NoData,
            signing(_kind),
            OFFICER,
            reads=(_fact_name,),
            room="documents",
        )
    )
    register(
        Act(
            f"seal_{_name}",
            f"{_title}用印",
            SealData,
            sealing(_kind),
            OFFICER,
            reads=(_fact_name,),
            guards=(both_signed(_kind),),
            room="documents",
        )
    )

register(
    Act(
        "record_rendering",
        "记录文书文件",
        RenderingData,
        record_rendering,
        frozenset({"timer"}),
        late_days=366,
        room="documents",
    )
)
