"""What the law asks before something goes out, or is taken back."""

from collections.abc import Iterator
from typing import Any

from sanzhi.disclosure.models import Release
from sanzhi.disclosure.redacting import persons_of, policy_of
from sanzhi.law.clocks import compute
from sanzhi.law.findings import Finding
from sanzhi.law.guards.publishing import release_timely, withdrawal_timely
from sanzhi.law.guards.separation import releaser_is_second_person
from sanzhi.law.identifiers import age_on, birth_date
from sanzhi.law.publication import DecisionFact, DecisionKind, withheld
from sanzhi.law.redaction import check_must_hide, check_must_show
from sanzhi.procedure import lawfacts
from sanzhi.procedure.deed import Deed, fact_day

# Parts of a record that hold titles and kinds of ours, never what somebody typed.
_OUR_WORDS = frozenset({"strip", "masks"})


def timely(deed: Deed) -> list[Finding]:
    """P1: never before service, and within seven working days of the decision."""
    due = lawfacts.due(deed, "P1")
    if due is None:
        return []
    return release_timely(fact_day(deed.facts, "decision", "served_on"), due, on=deed.on)


def second_person(deed: Deed) -> list[Finding]:
    """What goes out is released by somebody else than who prepared it (政府信息公开条例 Art 17)."""
    preparer = deed.facts.get("release", {}).get("prepared_by", "")
    return releaser_is_second_person(preparer, str(deed.actor.user_id), domain=deed.agency.domain, on=deed.on)


def may_go_out(deed: Deed) -> list[Finding]:
    """A minor's case never goes out (未成年人保护法 Art 103)."""
    decision = fact_day(deed.facts, "decision", "on")
    if decision is None:
        return []
    party = deed.facts["party"]
    born = birth_date(party["id_number"]) if party["type"] == "自然人" and party["id_number"] else None
    fact = DecisionFact(
        DecisionKind.PENALTY,
        decision,
        deed.agency.domain,
        deed.agency.region,
        minor=born is not None and age_on(born, decision) < 18,
    )
    return withheld(fact, on=deed.on)


def hidden_and_shown(deed: Deed) -> list[Finding]:
    """The prepared record hides what must be hidden and shows what must be shown."""
    prepared = deed.facts.get("release", {}).get("id")
    release = Release.objects.filter(pk=prepared).first()
    if release is None:
        return []
    text = "\n".join(_texts(release.record))
    hide = check_must_hide(text, persons_of(deed.facts), policy_of(deed.facts, deed.agency))
    return [*hide, *check_must_show(release.record)]


def withdrawn_in_time(deed: Deed) -> list[Finding]:
    """P5: three working days, with the reason (行政处罚法 Art 48 ¶2)."""
    due = compute(deed.rule("P5"), deed.data.changed_on, deed.rules.calendar)
    return withdrawal_timely(due, deed.data.reason, on=deed.on)


def _texts(value: Any) -> Iterator[str]:
    """Every text of a record but the strip and the kinds of masks, whose words are ours."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, each in value.items() if key not in _OUR_WORDS for text in _texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in _texts(each))
