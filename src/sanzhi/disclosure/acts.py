"""Preparing, publishing, withholding and withdrawing the public record of a decision (行政处罚法 Art 48)."""

from datetime import date
from typing import Literal

from pydantic import Field

from sanzhi.disclosure.guards import hidden_and_shown, may_go_out, second_person, timely, withdrawn_in_time
from sanzhi.disclosure.models import Release
from sanzhi.disclosure.redacting import digest_of, draft_of, with_strip
from sanzhi.jobs.ids import uuid7
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.publication import DecisionFact, DecisionKind, display_until
from sanzhi.procedure import lawfacts
from sanzhi.procedure.acts import Act, ActData, NoData, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative, Personal

EDITOR = frozenset({"editor"})


class WithholdData(ActData):
    """Why a decision does not go out."""

    ground: Literal[
        "当事人是未成年人",
        "涉及国家秘密",
        "涉及商业秘密、个人隐私",
        "可能危及安全稳定",
        "案件移送司法机关",
        "不具有一定社会影响",
    ] = Field(title="不公开的依据")
    reason: Narrative = Field(
        title="理由", min_length=2, max_length=1000, json_schema_extra={"widget": "textarea"}
    )


class WithdrawData(ActData):
    """What happened to the decision, and when."""

    ground: Literal["依法变更", "依法撤销", "确认违法", "确认无效", "公示内容有误"] = Field(title="撤回事由")
    changed_on: date = Field(title="变更、撤销、确认之日")
    reason: str = Field(title="公开说明的理由", max_length=1000, json_schema_extra={"widget": "textarea"})


def prepare_release(deed: Deed) -> None:
    """Make the public copy: structured persons and identifiers hidden, version counted up."""
    before = deed.facts.get("release", {})
    draft = draft_of(deed)
    record = draft.record.model_dump(mode="json")
    release = Release.objects.create(
        id=uuid7(),
        record_id=before.get("record") or uuid7(),
        version=before.get("version", 0) + 1,
        case_id=deed.case.id,
        state=Release.PREPARED,
        record=record,
        digest=digest_of(record),
        masks=list(draft.masks),
        prepared_by=deed.actor.user_id,
        prepared_at=deed.happened,
        due=date.fromisoformat(deed.clocks["P1"]["due"]) if "P1" in deed.clocks else None,
    )
    deed.set(
        "release",
        {
            "id": str(release.id),
            "record": str(release.record_id),
            "version": release.version,
            "digest": release.digest,
            "state": release.state,
            "prepared_by": str(deed.actor.user_id),
            "prepared_name": deed.actor.name,
            "on": deed.on,
        },
    )


def publish_release(deed: Deed) -> None:
    """Release what a second person has checked; the feed takes it up after the commit."""
    release = deed.facts.get("release", {})
    if release.get("state") != Release.PREPARED:
        raise Invalid([FieldError("release", "公示稿", "尚未制作公示稿，请先制作")])
    decision = deed.facts["decision"]
    penalty = lawfacts.penalty(decision["penalty_items"], decision["fine_fen"], decision["confiscated_fen"])
    fact = DecisionFact(
        DecisionKind.PENALTY,
        date.fromisoformat(decision["on"]),
        deed.agency.domain,
        deed.agency.region,
        penalty,
    )
    until = display_until(fact, deed.on, deed.rules)
    deed.merge(
        "release",
        state=Release.PUBLISHED,
        published_on=deed.on.isoformat(),
        published_by=deed.actor.name,
        until=until.isoformat() if until else None,
    )
    deed.stop_clock("P1")
    prepared = Release.objects.get(pk=release["id"])
    prepared.record = with_strip(prepared.record, deed)
    prepared.digest = digest_of(prepared.record)
    prepared.state, prepared.published_at, prepared.until = Release.PUBLISHED, deed.happened, until
    prepared.save()
    deed.tell("release.published", release=release["id"])


def withhold_release(deed: Deed) -> None:
    """Decide, with the reason, that nothing but the progress goes out."""
    deed.set(
        "release",
        {
            "state": "withheld",
            "on": deed.on,
            "by": deed.actor.name,
            "reason": Personal(f"{deed.data.ground}：{deed.data.reason}"),
        },
    )
    deed.stop_clock("P1", "withheld")


def withdraw_release(deed: Deed) -> None:
    """Take a published record back and say why in public (行政处罚法 Art 48 ¶2)."""
    release = deed.facts.get("release", {})
    if release.get("state") != Release.PUBLISHED:
        raise Invalid([FieldError("release", "公示", "没有已公示的内容可以撤回")])
    reason = f"{deed.data.ground}：{deed.data.reason}"
    Release.objects.filter(pk=release["id"]).update(
        state=Release.WITHDRAWN, withdrawn_at=deed.happened, reason=reason
    )
    deed.merge("release", state=Release.WITHDRAWN, withdrawn_on=deed.on.isoformat(), reason=reason)
    deed.stop_clock("P5")
    deed.tell("release.withdrawn", release=release["id"])


register(
    Act(
        "prepare_release",
        "制作公示稿",
        NoData,
        prepare_release,
        EDITOR,
        reads=("decision", "release"),
        guards=(timely, may_go_out),
        room="disclosure",
    )
)
register(
    Act(
        "publish_release",
        "审核并公示",
        NoData,
        publish_release,
        EDITOR,
        reads=("release", "decision"),
        guards=(timely, may_go_out, second_person, hidden_and_shown),
        room="disclosure",
    )
)
register(
    Act(
        "withhold_release",
        "不予公示",
        WithholdData,
        withhold_release,
        EDITOR,
        reads=("release", "decision"),
        room="disclosure",
    )
)
register(
    Act(
        "withdraw_release",
        "撤回公示",
        WithdrawData,
        withdraw_release,
        EDITOR,
        reads=("release",),
        guards=(withdrawn_in_time,),
        late_days=3,
        room="disclosure",
    )
)
