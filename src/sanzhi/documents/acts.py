"""Issue, signature, seal and service of the two documents that bind a party (行政处罚法 Art 44, 59, 61)."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from sanzhi.documents.guards import announced_lawfully, both_signed, service_is_lawful
from sanzhi.documents.issuing import issue
from sanzhi.documents.models import Document
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.guards.service import ServiceWay
from sanzhi.procedure.acts import Act, ActData, NoData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText

OFFICER = frozenset({"officer"})


class SealData(ActData):
    """The sealed copy: digest of the bytes in the store, and how the seal was put."""

    sealed: str = Field(title="签章件摘要", pattern="^[0-9a-f]{64}$")
    way: Literal["scan", "service"] = Field(title="用印方式")
    pages: int = Field(title="页数", ge=1)


class ServiceData(ActData):
    """How, where and to whom a document was served."""

    way: ServiceWay = Field(ServiceWay.DIRECT, title="送达方式")
    place: PersonalText = Field(title="送达地点", min_length=1, max_length=200)
    receiver: PersonalText = Field(Personal(""), title="签收人", max_length=60)
    relation: PersonalText = Field(Personal(""), title="与受送达人的关系", max_length=60)
    refusal: Narrative = Field(Personal(""), title="拒收理由", max_length=300)
    witness: PersonalText = Field(Personal(""), title="见证人", max_length=60)
    confirmation: bool = Field(False, title="当事人已签订送达地址确认书并同意电子送达")
    posted_on: date | None = Field(None, title="公告发布日期（公告送达的填写）")
    announced_because: Narrative = Field(
        Personal(""), title="公告送达的原因和经过（公告送达的填写）", max_length=1000
    )


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


def _second_signature(kind: str) -> Callable[[Deed], None]:
    def apply(deed: Deed) -> None:
        if f"document.{kind}" not in deed.facts:
            raise Invalid([FieldError("document", "文书", "文书尚未制作")])
        _sign(deed, kind)

    return apply


def _seal(kind: str) -> Callable[[Deed], None]:
    def apply(deed: Deed) -> None:
        data: SealData = deed.data
        deed.merge(f"document.{kind}", sealed=data.sealed, sealed_on=deed.on.isoformat(), seal_way=data.way)
        Document.objects.filter(pk=deed.facts[f"document.{kind}"]["id"]).update(
            sealed_digest=data.sealed, sealed_at=deed.happened, sealed_by_scan=data.way == "scan"
        )

    return apply


def _served(deed: Deed, kind: str) -> dict[str, Any]:
    document: dict[str, Any] = deed.facts[f"document.{kind}"]
    deed.merge(f"document.{kind}", served_on=deed.on.isoformat(), service_way=deed.data.way.value)
    issue(
        deed,
        "service_receipt",
        documents=[{"title": document["title"], "number": document["number"], "copies": 1}],
    )
    return document


def serve_notice(deed: Deed) -> None:
    """Serve the notice: the windows of defence and hearing run from this day (行政处罚法 Art 45, 64)."""
    document = _served(deed, "prior_notice")
    draft = deed.facts["draft"]
    deed.set(
        "notice",
        {
            "document": document["id"],
            "number": document["number"],
            "served_on": deed.on,
            "draft": document["draft"],
            "current": document["draft"] == draft["digest"],
            "fine_fen": draft["fine_fen"],
            "confiscated_fen": draft["confiscated_fen"],
            "items": draft["penalty_items"],
            "hearing_right": deed.facts.get("hearing_right", False),
        },
    )
    for earlier in ("statement", "waiver", "hearing"):
        # What was said to an earlier notice stays in its round; the new notice opens the window anew.
        if earlier in deed.facts and not (earlier == "hearing" and deed.facts["hearing"].get("held_on")):
            deed.set(earlier, None)
    deed.start_clock("O11", deed.on)
    deed.start_clock("O13", deed.on)


def serve_decision(deed: Deed) -> None:
    """Serve the decision: the term of payment runs from its receipt (行政处罚法 Art 61, 67)."""
    _served(deed, "decision")
    deed.merge("decision", served_on=deed.on.isoformat())
    deed.stop_clock("O24")
    deed.start_clock("O27", deed.on)


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
_SERVE = {"prior_notice": serve_notice, "decision": serve_decision}

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
            _second_signature(_kind),
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
            _seal(_kind),
            OFFICER,
            reads=(_fact_name,),
            guards=(both_signed(_kind),),
            room="documents",
        )
    )
    register(
        Act(
            f"serve_{_name}",
            f"送达{_title}",
            ServiceData,
            _SERVE[_kind],
            OFFICER,
            reads=(_fact_name,),
            guards=(service_is_lawful(_kind), announced_lawfully(_kind)),
            late_days=30,
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
