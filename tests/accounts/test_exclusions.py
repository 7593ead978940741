"""Roles that exclude each other cannot be held by one person, whichever way they are granted."""

from itertools import combinations

import pytest
from django.db import IntegrityError, transaction

from sanzhi.accounts.models import ADMINISTRATORS, Grant, Role, User
from tests.support.cast import Cast

CASE_ROLES = sorted(set(Role.values) - ADMINISTRATORS)


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("somebody", display_name="某人")


def grant(user: User, *roles: str) -> None:
    """As any program might, with no form before it."""
    with transaction.atomic():
        for role in roles:
            Grant.objects.create(user=user, role=role)


@pytest.mark.parametrize(("one", "other"), [*combinations(sorted(ADMINISTRATORS), 2)])
def test_no_two_administrators_roles(person: User, one: str, other: str) -> None:
    with pytest.raises(IntegrityError):
        grant(person, one, other)


@pytest.mark.parametrize("administrator", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("role", CASE_ROLES)
def test_no_case_role_beside_an_administrators_in_either_order(
    person: User, administrator: str, role: str
) -> None:
    for pair in ((administrator, role), (role, administrator)):
        with pytest.raises(IntegrityError, match="roles_exclude_each_other"):
            grant(person, *pair)
    assert not person.grants.exists()


@pytest.mark.parametrize("pair", [("officer", "supervisor"), ("supervisor", "officer")])
def test_a_supervisor_is_no_officer(person: User, pair: tuple[str, str]) -> None:
    with pytest.raises(IntegrityError, match="roles_exclude_each_other"):
        grant(person, *pair)


@pytest.mark.parametrize("pair", [("officer", "head"), ("supervisor", "head"), ("reviewer", "editor")])
def test_roles_that_may_stand_together_do(person: User, pair: tuple[str, str]) -> None:
    grant(person, *pair)

    assert person.grants.count() == 2


def test_many_at_once_are_refused_as_one_by_one(person: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.bulk_create(Grant(user=person, role=role) for role in ("officer", "supervisor"))


def test_changing_a_grant_is_granting(person: User) -> None:
    grant(person, "officer", "head")

    with pytest.raises(IntegrityError), transaction.atomic():
        person.grants.filter(role="head").update(role="audit")


def test_somebody_elses_roles_do_not_matter(person: User) -> None:
    other = User.objects.create_user("other", display_name="他人")
    grant(person, "officer")
    grant(other, "supervisor")

    assert Grant.objects.count() == 2


def test_who_is_registered_as_an_officer_supervises_nobody(cast: Cast) -> None:
    head = User.objects.get(pk=str(cast.head.user_id))

    with pytest.raises(IntegrityError, match="roles_exclude_each_other"):
        grant(head, "supervisor")


def test_a_supervisor_is_not_made_an_officer(cast: Cast) -> None:
    officer = User.objects.get(pk=str(cast.stranger.user_id)).officer_id
    User.objects.filter(pk=str(cast.stranger.user_id)).update(officer=None)

    with pytest.raises(IntegrityError, match="roles_exclude_each_other"), transaction.atomic():
        User.objects.filter(pk=str(cast.supervisor.user_id)).update(officer=officer)
