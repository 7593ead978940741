"""The order of an agency in tests: a brigade with a squad, its leaders, chains and terms."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import User
from sanzhi.accounts.units import Membership, Substitution
from sanzhi.orgs.units import ApprovalChain, SightPolicy, Unit
from tests.support.cast import LONG_AGO, Cast, make_person

RULE = "金沙县市场监督管理局行政执法审批制度"


@dataclass(frozen=True)
class House:
    """A squad within a brigade: the officer of the cast serves in the squad, the second one nowhere.

    The outsider serves at a station of the same agency.
    """

    cast: Cast
    brigade: Unit
    squad: Unit
    station: Unit
    leader: Actor
    deputy: Actor
    chief: Actor
    colleague: Actor
    outsider: Actor

    def again(self, actor: Actor) -> Actor:
        """The person as he stands today: what a new request would find."""
        return again(actor)

    def chain(
        self, act: str, *levels: str, since: date = LONG_AGO, until: date | None = None
    ) -> ApprovalChain:
        return ApprovalChain.objects.create(
            agency=self.cast.agency, act=act, levels=list(levels), basis=RULE, since=since, until=until
        )

    def policy(self, level: str, since: date = LONG_AGO) -> SightPolicy:
        return SightPolicy.objects.create(agency=self.cast.agency, level=level, basis=RULE, since=since)

    def stands_in(
        self, substitute: Actor, absent: Actor, since: date, until: date, *acts: str
    ) -> Substitution:
        return Substitution.objects.create(
            absent=account(absent),
            substitute=account(substitute),
            since=since,
            until=until,
            acts=list(acts),
            reason="外出学习",
            letter="金沙市监函〔2026〕5号",
        )


def again(actor: Actor) -> Actor:
    """The person as he stands today."""
    return actor_of(account(actor))


def account(actor: Actor) -> User:
    assert actor.user_id is not None
    return User.objects.get(pk=actor.user_id)


def serve(actor: Actor, unit: Unit, post: str = "member", since: date = LONG_AGO) -> Membership:
    return Membership.objects.create(user=account(actor), unit=unit, post=post, since=since)


def build(cast: Cast) -> House:
    """Units and people, before any case begins."""
    agency = cast.agency
    brigade = Unit.objects.create(agency=agency, name="综合执法大队", kind="大队", since=LONG_AGO)
    squad = Unit.objects.create(agency=agency, name="食品中队", kind="中队", parent=brigade, since=LONG_AGO)
    station = Unit.objects.create(agency=agency, name="城关所", kind="所", since=LONG_AGO)
    leader = make_person(agency, "leader", "杨队长", "officer")
    deputy = make_person(agency, "deputy", "赵副职", "head")
    chief = make_person(agency, "chief", "罗主官", "head")
    colleague = make_person(agency, "colleague", "同队人", "officer")
    outsider = make_person(agency, "outsider", "别所人", "officer")
    serve(cast.officer, squad)
    serve(colleague, squad)
    serve(outsider, station)
    serve(leader, brigade, "unit_head")
    serve(deputy, brigade, "deputy")
    return House(
        cast=replace(cast, officer=again(cast.officer)),
        brigade=brigade,
        squad=squad,
        station=station,
        leader=again(leader),
        deputy=again(deputy),
        chief=again(chief),
        colleague=again(colleague),
        outsider=again(outsider),
    )


def officer_id(actor: Actor) -> str:
    assert isinstance(actor.officer_id, UUID)
    return str(actor.officer_id)
