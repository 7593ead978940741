"""What a head orders for the agency: units, posts, chains of approval, sight, and who stands in for whom.

Each function is one change and asks everything itself, so that pages and commands may both call it. What was
in force stays readable: rows are ended, never rewritten.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from sanzhi.accounts.models import Role, User
from sanzhi.accounts.units import Membership, Post, Substitution
from sanzhi.cases.chains import chainable
from sanzhi.cases.team import join_unit
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.orgs import approval
from sanzhi.orgs.units import ApprovalChain, SightPolicy, Unit, in_force

_WORKERS = (Role.OFFICER.value, Role.HEAD.value, Role.REVIEWER.value, Role.EDITOR.value)
_LONGEST_TERM = timedelta(days=366)


def colleagues(agency_id: UUID) -> list[User]:
    """The people who work in an agency: supervisors and administrators hold no post in it."""
    rows = User.objects.filter(agency_id=agency_id, is_active=True, grants__role__in=_WORKERS)
    return list(rows.distinct().order_by("display_name"))


@transaction.atomic
def found_unit(agency_id: UUID, name: str, kind: str, parent: Unit | None, since: date) -> Unit:
    """Set up a unit. ``Invalid`` when the name is taken or the unit above is another agency's or over."""
    if Unit.objects.filter(agency_id=agency_id, name=name, until=None).exists():
        raise _wrong("name", "名称", "本机关已有同名的内设机构")
    if parent is not None and (parent.agency_id != agency_id or parent.until is not None):
        raise _wrong("parent", "上级内设机构", "不是本机关现有的内设机构")
    return Unit.objects.create(agency_id=agency_id, name=name, kind=kind, parent=parent, since=since)


def end_unit(unit: Unit, on: date) -> None:
    """End a unit that has no people and no parts any more, nor any to come; what it did stays readable."""
    left = Q(until=None) | Q(until__gt=on)
    if unit.memberships.filter(left).exists():
        raise _wrong("unit", "内设机构", "仍有人员任职，请先免去或者调离")
    if unit.parts.filter(left).exists():
        raise _wrong("unit", "内设机构", "仍有下级机构，请先撤销或者调整")
    Unit.objects.filter(pk=unit.pk).update(until=max(on, unit.since))


@transaction.atomic
def appoint(unit: Unit, user: User, post: str, since: date) -> Membership:
    """Give a post in a unit; from now on its leaders see the cases of who serves in it."""
    if user.agency_id != unit.agency_id or not user.grants.filter(role__in=_WORKERS).exists():
        raise _wrong("user", "人员", "只能任命本机关的办案、负责、审核、公示人员")
    if unit.until is not None:
        raise _wrong("unit", "内设机构", "已经撤销")
    if post == Post.DEPUTY and not _is_head(user):
        raise _wrong("post", "职位", "分管负责人由行政机关负责人担任，此人没有“行政机关负责人”角色")
    if unit.memberships.filter(user=user, post=post, until=None).exists():
        raise _wrong("user", "人员", "已经担任这个职位")
    made = Membership.objects.create(unit=unit, user=user, post=post, since=since)
    if post != Post.DEPUTY:
        join_unit(user.pk, unit.pk, unit.agency_id)
    return made


def dismiss(membership: Membership, on: date) -> None:
    """End a post from a day on."""
    Membership.objects.filter(pk=membership.pk).update(until=max(on, membership.since))


@transaction.atomic
def set_chain(agency_id: UUID, act: str, levels: Sequence[str], basis: str, since: date) -> ApprovalChain:
    """Prescribe the levels of an act from a day on, in place of those before; never backwards in time."""
    if act not in {each.name for each in chainable()}:
        raise _wrong("act", "办理动作", "只有行政机关负责人办理的事项可以规定审批层级")
    if fault := approval.faults_of(levels):
        raise _wrong("levels", "审批层级", fault)
    _not_before_today(since)
    _close(ApprovalChain.objects.filter(agency_id=agency_id, act=act), since)
    return ApprovalChain.objects.create(
        agency_id=agency_id, act=act, levels=list(levels), basis=basis, since=since
    )


def end_chain(chain: ApprovalChain, on: date) -> None:
    """Let an act go without levels again from a day on."""
    ApprovalChain.objects.filter(pk=chain.pk).update(until=max(on, chain.since))


@transaction.atomic
def set_policy(agency_id: UUID, level: str, basis: str, since: date) -> SightPolicy:
    """Say which cases officers may look at from a day on."""
    if level not in dict(SightPolicy.LEVELS):
        raise _wrong("level", "查看范围", "没有这个范围")
    _not_before_today(since)
    _close(SightPolicy.objects.filter(agency_id=agency_id), since)
    return SightPolicy.objects.create(agency_id=agency_id, level=level, basis=basis, since=since)


@transaction.atomic
def stand_in(
    absent: User,
    substitute: User,
    since: date,
    until: date,
    *,
    acts: Sequence[str] = (),
    reason: str,
    letter: str,
) -> Substitution:
    """Let one person speak at another's levels for a term, both days included.

    行政处罚法 Art 57 ¶1 gives the decision to the head of the agency: only another head stands in for one.
    """
    # Two terms for one person that are ordered at the same moment must see each other.
    User.objects.select_for_update().get(pk=absent.pk)
    errors = [*_term_faults(since, until), *_person_faults(absent, substitute)]
    if not set(acts) <= {each.name for each in chainable()}:
        errors.append(FieldError("acts", "代行事项", "只能选择列出的事项"))
    if not errors and _overlaps(absent, since, until, acts):
        errors.append(FieldError("since", "代行期限", "这段期限内同一事项已有代行人"))
    if errors:
        raise Invalid(errors)
    return Substitution.objects.create(
        absent=absent, substitute=substitute, since=since, until=until, acts=list(acts), reason=reason,
        letter=letter,
    )  # fmt: skip


def end_term(term: Substitution, on: date) -> None:
    """End a substitution early: from this day on it holds no more."""
    Substitution.objects.filter(pk=term.pk, ended=None).update(ended=max(on, term.since))


def leads(user: User, on: date) -> bool:
    """Whether the person speaks at any level: of a unit, over one, or as a head of the agency."""
    posts = user.memberships.filter(in_force(on)).exclude(post=Post.MEMBER)
    return _is_head(user) or posts.exists()


def _is_head(user: User) -> bool:
    return user.grants.filter(role=Role.HEAD).exists()


def _term_faults(since: date, until: date) -> list[FieldError]:
    found = []
    if since < clock.today():
        found.append(FieldError("since", "代行期限", "不能早于今天：代行从确定之日起生效"))
    if until < since:
        found.append(FieldError("until", "代行期限", "止日不能早于起日"))
    if until - since > _LONGEST_TERM:
        found.append(FieldError("until", "代行期限", "一次不超过一年"))
    return found


def _person_faults(absent: User, substitute: User) -> list[FieldError]:
    if absent.pk == substitute.pk:
        return [FieldError("substitute", "代行人", "不能是本人")]
    if absent.agency_id is None or absent.agency_id != substitute.agency_id or not substitute.is_active:
        return [FieldError("substitute", "代行人", "只能是本机关在用的账号")]
    if not leads(absent, clock.today()):
        return [FieldError("absent", "被代行人", "不担任任何审批层级，无需代行")]
    if _is_head(absent) and not _is_head(substitute):
        rule = "行政机关负责人的审批只能由另一名行政机关负责人代行（行政处罚法第五十七条第一款）"
        return [FieldError("substitute", "代行人", rule)]
    if not substitute.grants.filter(role__in=(Role.OFFICER, Role.HEAD)).exists():
        return [FieldError("substitute", "代行人", "只能是办案人员或者行政机关负责人")]
    return []


def _overlaps(absent: User, since: date, until: date, acts: Sequence[str]) -> bool:
    rows = Substitution.objects.filter(absent=absent, since__lte=until, until__gte=since)
    rows = rows.filter(Q(ended=None) | Q(ended__gt=since))
    return any(not row.acts or not acts or set(row.acts) & set(acts) for row in rows)


def _close(rows: QuerySet[ApprovalChain] | QuerySet[SightPolicy], since: date) -> None:
    """End what is in force, or was to come, on the first day of what comes in its place."""
    open_ones = rows.filter(until=None)
    later = open_ones.filter(since__gt=since).first()
    if later is not None:
        raise _wrong("since", "启用日", f"已有一项自{later.since.isoformat()}起的规定，请先终止")
    open_ones.update(until=since)


def _not_before_today(since: date) -> None:
    if since < clock.today():
        raise _wrong("since", "启用日", "不能早于今天：规定不溯及既往")


def _wrong(field: str, label: str, rule: str) -> Invalid:
    return Invalid([FieldError(field, label, rule)])
