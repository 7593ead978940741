"""Service of documents in every lawful way, with what proves it (行政处罚法 Art 61; 程序规定 Art 81–83).

Directly, left, by post, by others, electronically after a signed confirmation; by public notice only when
nothing else works: then time serves, after the days of the notice.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import Field
from pydantic.config import JsonDict

from sanzhi.documents import guards
from sanzhi.documents.issuing import issue
from sanzhi.documents.papers import PAPER, effect_of, waiting
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.guards.service import ServiceWay
from sanzhi.procedure import pauses
from sanzhi.procedure.acts import Act, ActData, lapses_by, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal, PersonalText

OFFICER = frozenset({"officer"})
_PICK: Final[JsonDict] = {"widget": "pick", "of": "papers"}
_KEY: Final = "announcement"


class ServiceData(ActData):
    """How, where and to whom a document was served; each way asks for its own proof."""

    way: ServiceWay = Field(ServiceWay.DIRECT, title="送达方式")
    place: PersonalText = Field(title="送达地点", min_length=1, max_length=200)
    receiver: PersonalText = Field(Personal(""), title="签收人", max_length=60)
    relation: PersonalText = Field(Personal(""), title="与受送达人的关系", max_length=60)
    refusal: Narrative = Field(Personal(""), title="拒收理由（留置送达的填写）", max_length=300)
    witness: PersonalText = Field(Personal(""), title="见证人（留置送达的填写）", max_length=60)
    recorded: bool = Field(False, title="已拍照、录像、截屏记录送达过程")
    post_number: PersonalText = Field(Personal(""), title="邮件号码（邮寄送达的填写）", max_length=60)
    entrusted_to: PersonalText = Field(
        Personal(""), title="受委托、转交的单位（委托送达的填写）", max_length=120
    )
    confirmation: bool = Field(
        False, title="当事人已签订送达地址确认书并同意电子送达（系统中已登记的不必勾选）"
    )
    posted_on: date | None = Field(None, title="公告发布日期（公告送达的填写）")
    missing: bool = Field(False, title="受送达人下落不明（公告送达的填写）")
    announced_because: Narrative = Field(
        Personal(""), title="公告送达的原因和经过（公告送达的填写）", max_length=1000
    )


class _WhichPaper(ActData):
    """Which paper is served: asked first."""

    paper: UUID = Field(title="送达的文书", json_schema_extra=_PICK)
    stamped: bool = Field(False, title="文书已加盖本机关印章")


class PaperServiceData(ServiceData, _WhichPaper):
    """The service of another paper than notice and decision."""


class AttemptData(ActData):
    """A service that failed: what was tried, and what came of it."""

    document: UUID = Field(title="文书", json_schema_extra={"widget": "pick", "of": "unserved"})
    way: Literal["直接送达", "留置送达", "邮寄送达", "委托送达", "电子送达"] = Field(title="采用的方式")
    outcome: Narrative = Field(
        title="未能送达的情况", min_length=2, max_length=500, description="例如：无人应答；邮件被退回。"
    )


class AnnouncedData(ActData):
    """A public notice in place of service."""

    document: UUID = Field(title="公告送达的文书", json_schema_extra={"widget": "pick", "of": "unserved"})
    where: PersonalText = Field(
        title="公告方式", min_length=1, max_length=200, description="例如：本机关公告栏、门户网站。"
    )
    missing: bool = Field(False, title="受送达人下落不明")
    because: Narrative = Field(
        Personal(""), title="公告送达的原因和经过", max_length=1000, json_schema_extra={"widget": "textarea"}
    )
    posted_at_home: bool = Field(False, title="在受送达人住所地张贴")
    posting_recorded: bool = Field(False, title="张贴过程已拍照、录像")


class DeemedData(ActData):
    """Which clock ran out, and on which day it was due."""

    clock: str = Field(title="时限")
    due: date = Field(title="到期日")


class AddressData(ActData):
    """Where the party wants its documents, signed by it."""

    receiver: PersonalText = Field(title="受送达人或者代收人", min_length=1, max_length=60)
    address: PersonalText = Field(title="送达地址", min_length=1, max_length=200)
    postcode: PersonalText = Field(Personal(""), title="邮政编码", max_length=6)
    phone: PersonalText = Field(Personal(""), title="联系电话", max_length=40)
    electronic: bool = Field(False, title="同意以电子方式送达")
    electronic_address: PersonalText = Field(
        Personal(""), title="电子送达地址（手机号码、电子邮箱、即时通讯账号、传真）", max_length=120
    )


def serve(deed: Deed, fact: str, document: dict[str, Any], **how: Any) -> None:
    """Mark a document as served on the day of the act; a public notice of it that still ran is over."""
    if deed.clock_runs("O26") and deed.facts.get(_KEY, {}).get("document") in {
        document.get("id"),
        fact.removeprefix(PAPER),
    }:
        deed.stop_clock("O26", "cancelled")
        pauses.release(deed, _KEY)
    deed.merge(fact, served_on=deed.on.isoformat(), **how)
    if deed.facts.get(f"document.{document['kind']}", {}).get("number") == document["number"]:
        deed.merge(f"document.{document['kind']}", served_on=deed.on.isoformat(), **how)


def with_receipt(deed: Deed, document: dict[str, Any]) -> None:
    """Make the receipt of a service that somebody carried out."""
    listed = [{"title": document["title"], "number": document["number"], "copies": 1}]
    issue(deed, "service_receipt", documents=listed)


def notice_served(deed: Deed) -> None:
    """The windows of defence and hearing run from the service of the notice (行政处罚法 Art 45, 64)."""
    document, draft = deed.facts["document.prior_notice"], deed.facts["draft"]
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
    deed.start_clock_if_set("O11", deed.on)
    deed.start_clock("O13", deed.on)


def decision_served(deed: Deed) -> None:
    """The term of payment runs from the receipt of the decision (行政处罚法 Art 61, 67)."""
    deed.merge("decision", served_on=deed.on.isoformat())
    deed.stop_clock("O24")
    deed.start_clock("O27", deed.on)


_MAIN: Final[dict[str, Callable[[Deed], None]]] = {
    "prior_notice": notice_served,
    "decision": decision_served,
}


def serving(kind: str) -> Callable[[Deed], None]:
    """The act that serves the notice or the decision."""

    def apply(deed: Deed) -> None:
        fact = f"document.{kind}"
        if fact not in deed.facts:
            raise Invalid([FieldError("document", "文书", "文书尚未制作")])
        serve(deed, fact, deed.facts[fact], service_way=deed.data.way.value)
        with_receipt(deed, deed.facts[fact])
        _MAIN[kind](deed)

    return apply


def serve_paper(deed: Deed) -> None:
    """Serve another paper of the case; what follows is up to the room that made it."""
    data: PaperServiceData = deed.data
    found = waiting(deed.facts).get(str(data.paper))
    if found is None:
        raise Invalid([FieldError("paper", "送达的文书", "没有这份待送达的文书")])
    serve(deed, f"{PAPER}{data.paper}", found, service_way=data.way.value)
    with_receipt(deed, found)
    effect, _ = effect_of(found["kind"])
    if effect is not None:
        effect(deed)


def record_attempt(deed: Deed) -> None:
    """Keep a failed service: public notice is lawful only after the others failed (程序规定 Art 82(5))."""
    data: AttemptData = deed.data
    document = unserved(deed.facts).get(str(data.document))
    if document is None:
        raise Invalid([FieldError("document", "文书", "没有这份待送达的文书")])
    entry = {"document": str(data.document), "on": deed.on, "way": data.way, "outcome": data.outcome}
    deed.set("attempts", [*deed.facts.get("attempts", []), entry])


def announce_service(deed: Deed) -> None:
    """Post the public notice: its days run, and when they are over the document counts as served."""
    data: AnnouncedData = deed.data
    document = unserved(deed.facts).get(str(data.document))
    if document is None:
        raise Invalid([FieldError("document", "公告送达的文书", "没有这份待送达的文书")])
    if deed.clock_runs("O26"):
        raise Invalid([FieldError("document", "公告送达的文书", "另一份文书的公告期尚未届满，期满后再公告")])
    entry = {"document": str(data.document), "kind": document["kind"], "posted_on": deed.on}
    named = {"title": document["title"], "number": document["number"]}
    deed.set(_KEY, {**entry, **named, "where": data.where, "because": data.because})
    deed.start_clock("O26", deed.on)
    pauses.hold(deed, _KEY, "公告")
    issue(deed, "service_announcement")


def deem_served(deed: Deed) -> None:
    """The notice has stood its days: the document counts as served (程序规定 Art 82(5))."""
    clock, fact = deed.clocks.get("O26"), deed.facts.get(_KEY)
    if clock is None or fact is None or clock["state"] != "running":
        return
    if clock["due"] != deed.data.due.isoformat():
        return
    deed.stop_clock("O26", "over")
    pauses.release(deed, _KEY)
    document = unserved(deed.facts).get(fact["document"])
    if document is None:
        return
    deed.merge(_KEY, deemed_on=deed.on)
    kind = fact["kind"]
    own = f"document.{kind}" if kind in _MAIN else f"{PAPER}{fact['document']}"
    serve(deed, own, document, service_way=ServiceWay.ANNOUNCED.value)
    effect = _MAIN.get(kind) or effect_of(kind)[0]
    if effect is not None:
        effect(deed)


def confirm_address(deed: Deed) -> None:
    """Keep the confirmed address; electronic service rests on it (行政处罚法 Art 61 ¶2)."""
    data: AddressData = deed.data
    if data.electronic and not data.electronic_address:
        raise Invalid([FieldError("electronic_address", "电子送达地址", "同意电子送达的，应当填写")])
    deed.set("service_address", data)
    deed.merge("service_address", on=deed.on.isoformat())
    issue(deed, "address_confirmation")


def unserved(facts: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Every document that waits for its service, by id: notice, decision, other papers."""
    main = [facts[f"document.{kind}"] for kind in _MAIN if f"document.{kind}" in facts]
    found = {each["id"]: each for each in main if not each.get("served_on")}
    return {**found, **waiting(facts)}


for _kind, _name, _title in (
    ("prior_notice", "notice", "事先告知书"),
    ("decision", "decision", "处罚决定书"),
):
    register(
        Act(
            f"serve_{_name}", f"送达{_title}", ServiceData, serving(_kind), OFFICER,
            reads=(f"document.{_kind}",),
            guards=(
                guards.service_is_lawful(_kind), guards.announced_lawfully(_kind), guards.receipt_whole,
                guards.sent_electronically,
            ),
            late_days=30, room="documents",
        )
    )  # fmt: skip

_ACTS = (
    Act(
        "serve_paper", "送达其他文书", PaperServiceData, serve_paper, OFFICER,
        guards=(
            guards.paper_is_lawful, guards.announced_lawfully(), guards.receipt_whole,
            guards.sent_electronically,
        ),
        late_days=30, room="documents",
    ),
    Act(
        "record_attempt", "记录未能送达", AttemptData, record_attempt, OFFICER, late_days=30,
        room="documents",
    ),
    Act(
        "announce_service", "公告送达", AnnouncedData, announce_service, OFFICER,
        guards=(guards.notice_is_last_resort,), late_days=3, room="documents",
    ),
    Act(
        "deem_served", "公告期满视为送达", DeemedData, deem_served, frozenset({"timer"}), late_days=366,
        room="documents",
    ),
    Act(
        "confirm_address", "登记送达地址确认书", AddressData, confirm_address, OFFICER, late_days=30,
        room="documents",
    ),
)  # fmt: skip
for _act in _ACTS:
    register(_act)
lapses_by("O26", "deem_served")
