"""Counsel (法律顾问): appointed for a place and a term, reminded by threshold, heard apart (V12).

国办发〔2018〕118号 part 4 (11). Counsel reads the submission pack of cases of which he was reminded and
nothing else; what he says stands in a fact of its own, once a round, unchanged, and is no review.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import Field

from sanzhi.accounts import accesslog
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import User
from sanzhi.cases import door_store as store
from sanzhi.cases.fold import events_of
from sanzhi.cases.guards import reasons_of_draft
from sanzhi.cases.invited import INVITED
from sanzhi.cases.models import OpenStep
from sanzhi.cases.queries import CaseFile
from sanzhi.documents.issuing import issue
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, NotFound, NotOpen
from sanzhi.law.findings import Finding
from sanzhi.law.guards.counsel import counsel_heard, counsel_is_not_the_reviewer
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Government
from sanzhi.orgs.units import in_force
from sanzhi.procedure.acts import Act, ActData, ask_always, register
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import Narrative
from sanzhi.review.models import CounselReminder, CounselTerm, DecidedCase

ROLE: Final = "counsel"
ACT: Final = "give_counsel_opinion"
Stance = Literal["agree", "differ"]
STANCES: Final = {"agree": "无不同意见", "differ": "有不同意见"}


class CounselData(ActData):
    """What counsel says about the draft."""

    lawful: bool = Field(title="合法性")
    appropriate: bool = Field(title="适当性")
    stance: Stance = Field(title="结论", json_schema_extra={"choices": dict(STANCES)})
    opinion: Narrative = Field(
        title="法律意见", min_length=2, max_length=8000, json_schema_extra={"widget": "textarea"}
    )


def appoint(user: User, government: Government, since: date, until: date, paper: str) -> CounselTerm:
    """Appoint counsel for a place; ``until`` is the first day after the term. ``Invalid`` names the fault."""
    faults = []
    if not user.is_active or not user.grants.filter(role=ROLE).exists():
        faults.append(FieldError("user", "法律顾问", "只能聘任在用的法律顾问账号"))
    if until <= since:
        faults.append(FieldError("until", "聘期止", "应当晚于聘期起"))
    if since < clock.today():
        faults.append(FieldError("since", "聘期起", "不能早于今天"))
    overlapping = CounselTerm.objects.filter(
        user=user, government=government, since__lt=until, until__gt=since
    )
    if not faults and overlapping.exists():
        faults.append(FieldError("since", "聘期", "与已有的聘期重叠"))
    if faults:
        raise Invalid(faults)
    return CounselTerm.objects.create(user=user, government=government, since=since, until=until, paper=paper)


def dismiss(term: CounselTerm, on: date) -> None:
    """End a term early; what was said in it stays."""
    CounselTerm.objects.filter(pk=term.pk, until__gt=on).update(until=max(on, term.since))


def counsel_for(agency_id: UUID, on: date) -> list[User]:
    """Counsel of the place nearest to an agency that has any: township, county, city, province."""
    governments, _ = lines_above(agency_id, on)
    terms = CounselTerm.objects.filter(
        in_force(on), government__in=governments, user__is_active=True, user__grants__role=ROLE
    )
    found = list(terms.select_related("user", "government__region").order_by("user__display_name"))
    nearest = max((term.government.region.level for term in found), default=0)
    return [term.user for term in found if term.government.region.level == nearest]


def remind(deed: Deed) -> None:
    """Remind counsel of a major draft that is handed over for review; each has his own days."""
    people = counsel_for(deed.agency.id, deed.on) if deed.facts.get("major") else []
    if not people:
        return
    number = deed.facts["submission"]["round"]
    due = deed.start_clock("V12", deed.on)
    invited = dict(deed.facts.get(INVITED, {}))
    for person in people:
        invited[str(person.pk)] = [ACT]
        deed.scopes.add(f"{ROLE}:{person.pk}")
        CounselReminder.objects.update_or_create(
            case_id=deed.case.id,
            user=person,
            defaults={"round": number, "due": due, "reminded_on": deed.on, "answered_on": None},
        )
    deed.set(INVITED, invited)
    reminded = [{"user": str(each.pk), "name": each.display_name} for each in people]
    deed.set("counsel", {"round": number, "reminded": reminded, "on": deed.on, "due": due})


def give_counsel_opinion(deed: Deed) -> None:
    """Keep what counsel says, once a round, in a fact that nobody else writes."""
    asked, me = deed.facts.get("counsel", {}), str(deed.actor.user_id)
    if me not in {each["user"] for each in asked.get("reminded", [])}:
        raise NotOpen("本案没有提醒您提出法律意见。")
    if "decision" in deed.facts:
        raise NotOpen("本案已经作出决定，不再接收法律意见。")
    name = opinion_fact(me, asked["round"])
    if name in deed.facts:
        raise NotOpen("本轮法律意见已经提交，提交后不能更改。")
    data: CounselData = deed.data
    deed.set(
        name,
        {
            "round": asked["round"], "user": me, "by": deed.actor.name, "on": deed.on, "lawful": data.lawful,
            "appropriate": data.appropriate, "stance": data.stance, "opinion": data.opinion,
            "draft": deed.facts.get("draft", {}).get("digest", ""),
        },
    )  # fmt: skip
    issue(
        deed,
        "counsel_opinion",
        lawful="合法" if data.lawful else "不合法",
        appropriate="适当" if data.appropriate else "不适当",
        stance=STANCES[data.stance],
        opinion=data.opinion,
    )
    CounselReminder.objects.filter(case_id=deed.case.id, user=deed.actor.user_id).update(answered_on=deed.on)
    if all(opinion_fact(each["user"], asked["round"]) in deed.facts for each in asked["reminded"]):
        deed.stop_clock("V12")


def opinion_fact(user: str, number: int) -> str:
    """The fact that holds what one counsel said in one round."""
    return f"counsel_opinion.{user}.{number}"


def opinions_of(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Everything that counsel said about a case, the latest round first."""
    found = [value for name, value in facts.items() if name.startswith("counsel_opinion.")]
    return sorted(found, key=lambda each: (-each["round"], each["by"]))


def reminders(actor: Actor) -> Sequence[CounselReminder]:
    """What waits for this counsel by its day, then what he has said; what was decided or ended without him
    waits no more.
    """
    rows = CounselReminder.objects.filter(user=actor.user_id)
    waiting = rows.filter(answered_on=None, case_id__in=OpenStep.objects.values("case_id")).exclude(
        case_id__in=DecidedCase.objects.values("case_id")
    )
    said = rows.exclude(answered_on=None)
    return [*waiting.order_by("due", "pk")[:100], *said.order_by("-answered_on", "-pk")[:100]]


def open_pack(actor: Actor, case_id: UUID) -> CaseFile:
    """A case of which this counsel, in his term, was reminded; the sight is logged. Else ``NotFound``."""
    mine = CounselReminder.objects.filter(case_id=case_id, user=actor.user_id).exists()
    serves = CounselTerm.objects.filter(in_force(clock.today()), user=actor.user_id).exists()
    row = store.read_case(case_id, lock=False, seen_by=actor.calls) if mine and serves else None
    if row is None:
        raise NotFound
    accesslog.record(actor, "sight", f"case/{case_id}", purpose="法律顾问审阅")
    return CaseFile(row, tuple(events_of(case_id)))


def counsel_reminded(deed: Deed) -> list[Finding]:
    """V12: counsel was reminded of a major decision before it is made."""
    if deed.act != "decide":
        return []
    reminded = bool(deed.facts.get("counsel", {}).get("reminded"))
    return counsel_heard(reasons_of_draft(deed), reminded=reminded, on=deed.on)


def counsel_apart(deed: Deed) -> list[Finding]:
    """V12: what counsel says takes the place of no review."""
    counsel = {each["user"] for each in deed.facts.get("counsel", {}).get("reminded", [])}
    return counsel_is_not_the_reviewer(str(deed.actor.user_id), (), counsel)


register(
    Act(
        ACT,
        "提出法律意见",
        CounselData,
        give_counsel_opinion,
        frozenset({ROLE}),
        reads=("draft", "counsel"),
        room="review",
    )
)
ask_always(counsel_reminded)
