"""The chain of approval at the door: which one an act goes through, and at which levels a person stands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import Grant
from sanzhi.accounts.posts import units_of
from sanzhi.accounts.units import Membership, Post, Substitution
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.statutes import APL, MARKET, SAMRP, covered
from sanzhi.orgs import approval
from sanzhi.orgs.approval import Chain, Endorsement, Level
from sanzhi.orgs.units import ApprovalChain, in_force
from sanzhi.procedure import acts
from sanzhi.procedure.deed import AgencyFacts, Deed
from sanzhi.procedure.interpreter import Token, open_steps
from sanzhi.procedure.lawfacts import team_ids

# Who has the last word at an act: the articles that give it to the head of the agency.
_WORD: Final[Mapping[str, tuple[str, str]]] = {
    "decide": ("第五十七条第一款", "第六十条"),
    "file": ("", "第十八条第一款"),
    "decline_filing": ("", "第十八条第一款"),
    "close": ("", "第七十七条"),
}
_LEADS: Final = (Post.UNIT_HEAD.value, Post.DEPUTY.value)


@dataclass(frozen=True, slots=True)
class Absent:
    """For whom a substitute speaks, on which letter, in which term (both days included)."""

    user: UUID
    name: str
    letter: str
    since: date
    until: date

    def to_json(self) -> dict[str, str]:
        return {
            "user": str(self.user),
            "name": self.name,
            "letter": self.letter,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
        }


Stands = Mapping[Level, Absent | None]


def chainable() -> list[acts.Act]:
    """The acts that an agency may send through levels: those that its leaders alone perform."""
    found = [act for act in acts.registered().values() if act.roles == frozenset({"head"})]
    return sorted((act for act in found if not act.name.startswith("return_")), key=lambda act: act.title)


def chain_on(agency: AgencyFacts, act: str, on: date) -> Chain | None:
    """The chain that an agency prescribes for an act on a day; None where it prescribes none."""
    return chains_on(agency, [act], on).get(act)


def chains_on(agency: AgencyFacts, names: Iterable[str], on: date) -> dict[str, Chain]:
    """The chains that an agency prescribes on a day for the acts of these names that have one."""
    known = acts.registered()
    asked = {name: known[name].title for name in names if name in known and "head" in known[name].roles}
    if not asked:
        return {}
    rows = ApprovalChain.objects.filter(in_force(on), agency_id=agency.id, act__in=sorted(asked))
    return {row.act: as_chain(row, asked[row.act], agency.domain, on) for row in rows}


def as_chain(row: ApprovalChain, title: str, domain: str, on: date) -> Chain:
    """A row as the rules take it, with the articles that are in force on the day."""
    national, market = _WORD.get(row.act, ("", ""))
    ground = [Citation(APL, national)] if national else []
    ground += [Citation(SAMRP, market)] if market and domain == MARKET else []
    apart = [Citation(APL, "第五十七条第一款")]
    apart += [Citation(SAMRP, "第四十九条第三款")] if domain == MARKET else []
    return Chain(
        act=row.act,
        title=title,
        levels=tuple(Level(level) for level in row.levels),
        basis=row.basis,
        ground=tuple(each for each in ground if covered(each.law, on)),
        apart=tuple(each for each in apart if covered(each.law, on)),
    )


def given(facts: Mapping[str, Any], act: str, marking: Collection[Token]) -> list[Endorsement]:
    """The endorsements of an act that count: given at a step that is still open.

    A case that was sent back opens the step anew; what was endorsed before is not what would be done then.
    """
    now = {(token.step, token.seq) for token in open_steps(tuple(marking))}
    return [
        Endorsement(Level(each["level"]), each["user"], each["agreed"])
        for each in facts.get("endorsements", [])
        if each["act"] == act and (each["step"], each["at"]) in now
    ]


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a person stands in an agency on a day, in his own right and for whom he stands in."""

    me: UUID
    absent: tuple[tuple[Absent, tuple[str, ...]], ...]
    heads: frozenset[UUID]
    posts: tuple[tuple[UUID, UUID, str], ...]

    def at(self, units: Collection[UUID], act: str) -> Stands:
        """The levels for the cases of these units and an act: in his own right (None), or for whom."""
        found: dict[Level, Absent | None] = {}
        for each, acts_lent in self.absent:
            if not acts_lent or act in acts_lent:
                found.update(dict.fromkeys(self._levels(each.user, units), each))
        return found | dict.fromkeys(self._levels(self.me, units), None)

    def _levels(self, user: UUID, units: Collection[UUID]) -> set[Level]:
        held = {Level(post) for person, unit, post in self.posts if person == user and unit in units}
        # Who oversees units is a deputy; the last word of the agency is that of its head who oversees none.
        deputy = any(person == user and post == Post.DEPUTY for person, _, post in self.posts)
        return held | ({Level.HEAD} if user in self.heads and not deputy else set())


def bench_of(actor: Actor, on: date) -> Bench | None:
    """The levels of a person on a day, read with three questions whatever the number of cases."""
    if actor.user_id is None or actor.agency_id is None:
        return None
    absent = _absent(actor.user_id, actor.agency_id, on)
    people = {actor.user_id, *(each.user for each, _ in absent)}
    heads = Grant.objects.filter(user__in=people, role="head").values_list("user", flat=True)
    posts = Membership.objects.filter(
        in_force(on), user__in=people, unit__agency_id=actor.agency_id, post__in=_LEADS
    ).values_list("user", "unit", "post")
    return Bench(actor.user_id, absent, frozenset(heads), tuple(posts))


def standing(actor: Actor, handler: UUID | None, act: str, on: date) -> Stands:
    """The levels at which a person stands for a handler's cases: in his own right (None), or for whom."""
    bench = bench_of(actor, on)
    if bench is None:
        return {}
    units = units_of([handler], on) if handler and bench.posts else frozenset()
    return bench.at(units, act)


def _absent(me: UUID, agency: UUID, on: date) -> tuple[tuple[Absent, tuple[str, ...]], ...]:
    rows = Substitution.objects.filter(
        Q(ended=None) | Q(ended__gt=on),
        substitute_id=me,
        since__lte=on,
        until__gte=on,
        absent__agency_id=agency,
    ).select_related("absent")
    return tuple(
        (Absent(row.absent_id, row.absent.display_name, row.letter, row.since, row.until), tuple(row.acts))
        for row in rows
    )


def handlers(deed: Deed) -> set[str]:
    """Who handles the case, as ids of accounts and of officers."""
    return {*team_ids(deed), str(deed.case.handler_id)}


def judged(deed: Deed, chain: Chain, level: Level) -> list[Finding]:
    """Whether this person may speak at this level; for whom he speaks is kept on the deed."""
    actor, said = deed.actor, given(deed.facts, chain.act, deed.marking)
    stands = standing(actor, deed.case.handler_id, chain.act, deed.on)
    absent = stands.get(level)
    deed.on_behalf = absent.to_json() if absent else None
    me = next((each for each in (str(actor.officer_id), str(actor.user_id)) if each in handlers(deed)), "")
    return [
        *approval.stands_at(chain, level, stands),
        *approval.approver_apart(chain, me, handlers(deed)),
        *approval.one_level_each(chain, str(actor.user_id), said),
    ]


def chain_kept(deed: Deed) -> list[Finding]:
    """An act that goes through levels is done when the others have agreed, by who stands at the last one."""
    chain = chain_on(deed.agency, deed.act, deed.on)
    if chain is None:
        return []
    missing = approval.chain_complete(chain, given(deed.facts, chain.act, deed.marking))
    return missing or judged(deed, chain, chain.levels[-1])


acts.ask_always(chain_kept)
