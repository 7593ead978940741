"""Changing the key loses nothing, wherever it stops, and an old key goes only when nothing needs it."""

from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from sanzhi.registry.models import Officer
from sanzhi.store.sealed import KeyMissing, SealedField, StillUsed, Unreadable, keyring
from sanzhi.store.sealed.changing import Work, bites, retire, versions
from sanzhi.store.sealed.envelope import version_of
from sanzhi.store.sealed.places import Column, places
from sanzhi.store.sealed.vault import keys
from tests.support.cast import make_agency, regions

PLACES = ("registry_officer.identity", "registry_officer.phone")


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.SANZHI_HOME = tmp_path
    return tmp_path


@pytest.fixture
def hundred(home: Path, db: None) -> list[str]:
    """So many officers that their change takes two bites for each column."""
    agency = make_agency(regions(), 1, "金沙县市场监督管理局", "金沙市监")
    phones = [f"1390000{number:04d}" for number in range(100)]
    Officer.objects.bulk_create(
        [Officer(name="甲", agency=agency, identity=f"id{phone}", phone=phone) for phone in phones]
    )
    return phones


def officers_columns() -> list[Column]:
    return [place for place in places() if isinstance(place, Column) and place.name in PLACES]


def counted() -> dict[int, int]:
    """Values of officers by key version."""
    return {version: sum(used.get(place, 0) for place in PLACES) for version, used in versions().items()}


def all_readable_and_found(phones: list[str]) -> bool:
    read = sorted(officer.phone for officer in Officer.objects.all())
    return read == phones and all(
        Officer.objects.get(phone_digest__matching=phone).identity == f"id{phone}" for phone in phones
    )


def test_every_sealed_column_is_known_to_a_change_without_being_named() -> None:
    known = {place.name for place in places()}
    assert {*PLACES, "cases_personalvalue.sealed", "cases_personalvalue.salt", "jobs_delivery.error"} <= known


def test_a_new_key_seals_new_values_at_once_and_old_ones_stay_readable(hundred: list[str]) -> None:
    assert keyring().add() == 2
    Officer.objects.create(name="乙", agency=Officer.objects.all()[0].agency, phone="13700000001")
    assert counted() == {1: 200, 2: 1}
    assert Officer.objects.get(phone_digest__matching="13700000001").phone == "13700000001"
    Officer.objects.get(phone_digest__matching="13700000001").delete()
    assert all_readable_and_found(hundred)


def test_the_change_seals_every_value_and_every_digest_anew(hundred: list[str]) -> None:
    keyring().add()
    assert sum(bite.renewed for _, bite in bites(places())) == 200
    assert counted() == {1: 0, 2: 200}
    assert all(digest.startswith("2.") for digest in Officer.objects.values_list("phone_digest", flat=True))
    assert all_readable_and_found(hundred)


@pytest.mark.parametrize("after", range(5))
def test_a_change_that_stops_between_two_bites_loses_nothing_and_goes_on(
    hundred: list[str], after: int
) -> None:
    keyring().add()
    list(islice(bites(officers_columns()), after))
    assert all_readable_and_found(hundred)
    # Whoever goes on knows nothing of what was done before.
    renewed = sum(bite.renewed for _, bite in bites(officers_columns()))
    assert renewed + sum([64, 36, 64, 36][:after]) == 200
    assert all_readable_and_found(hundred)


class Cut(Exception):
    """The process ends here."""


def test_a_bite_that_is_cut_short_changes_no_row(hundred: list[str]) -> None:
    keyring().add()
    answers = iter([None])

    def allowed() -> None:
        if next(answers, Cut) is Cut:
            raise Cut

    with pytest.raises(Cut):
        list(bites(officers_columns(), allowed))
    assert counted() == {1: 136, 2: 64}
    assert all_readable_and_found(hundred)


def test_what_somebody_writes_during_a_bite_is_not_overwritten(hundred: list[str]) -> None:
    keyring().add()
    officer = Officer.objects.order_by("pk")[0]

    def write_first() -> None:
        officer.phone = "13600000009"
        officer.save()

    officers_columns()[1].bite(None, 64, write_first)
    assert Officer.objects.get(pk=officer.pk).phone == "13600000009"
    assert Officer.objects.get(phone_digest__matching="13600000009") == officer


def test_a_damaged_value_does_not_keep_the_others_from_changing(hundred: list[str]) -> None:
    officer = Officer.objects.order_by("pk")[10]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_officer SET phone = identity WHERE id = %s", [row_id(officer)])
    keyring().add()
    list(bites(places()))
    assert counted() == {1: 1, 2: 199}
    with pytest.raises(StillUsed, match=r"registry_officer\.phone 1 条"):
        retire(1, settled=0)


def row_id(officer: Officer) -> Any:
    return Officer._meta.pk.get_db_prep_value(officer.pk, connection)


def test_an_old_key_goes_when_nothing_needs_it_and_everything_stays_readable(
    hundred: list[str], home: Path
) -> None:
    keyring().add()
    list(bites(places()))
    retire(1, settled=0)
    assert sorted(path.name for path in (home / "secrets").iterdir()) == ["personal.2"]
    assert all_readable_and_found(hundred)
    keyring().add()
    list(bites(places()))
    assert counted() == {2: 0, 3: 200}
    assert all_readable_and_found(hundred)


def test_an_old_key_that_one_row_needs_is_kept(hundred: list[str]) -> None:
    keyring().add()
    list(islice(bites(officers_columns()), 3))
    with pytest.raises(StillUsed, match=r"registry_officer\.phone 36 条"):
        retire(1, settled=0)
    assert 1 in keys().masters
    assert all_readable_and_found(hundred)


def test_an_old_key_is_kept_while_values_may_be_on_their_way(hundred: list[str]) -> None:
    keyring().add()
    list(bites(places()))
    with pytest.raises(StillUsed, match="未满 10 分钟"):
        retire(1)
    retire(1, settled=0)


def test_the_newest_key_and_an_unknown_one_cannot_go(hundred: list[str]) -> None:
    with pytest.raises(StillUsed, match="正在使用"):
        retire(1, settled=0)
    with pytest.raises(KeyMissing, match="第 7 版"):
        retire(7, settled=0)


def test_a_value_that_was_read_before_its_key_went_is_not_written_back_under_it(hundred: list[str]) -> None:
    stale = Officer.objects.all()[0]
    keyring().add()
    list(bites(places()))
    retire(1, settled=0)
    with pytest.raises((KeyMissing, Unreadable)), transaction.atomic():
        stale.save()
    assert all_readable_and_found(hundred)


def test_the_regular_work_does_it_in_shares_and_then_rests(hundred: list[str]) -> None:
    keyring().add()
    work = Work(seconds=0.001)
    shares = [work.step() for _ in range(400)]
    assert sum(shares) == 200
    assert sum(1 for share in shares if share) > 1
    assert counted() == {1: 0, 2: 200}
    assert all_readable_and_found(hundred)
    with_new_key = keyring().add()
    assert sum(work.step() for _ in range(400)) == 200
    assert counted() == {1: 0, 2: 0, with_new_key: 200}


def test_with_one_key_there_is_nothing_to_walk_through(hundred: list[str]) -> None:
    class Untouched(Work):
        def _some(self, going: object) -> int:
            raise AssertionError("it walked")

    assert Untouched().step() == 0


def test_a_change_of_algorithm_is_a_change_like_any_other(hundred: list[str], settings: Settings) -> None:
    settings.SANZHI_CIPHER = "sm4-gcm"
    list(bites(officers_columns()))
    field = Officer._meta.get_field("phone")
    assert isinstance(field, SealedField)
    assert {sealed[3] for sealed in Officer.objects.values_list("phone", flat=True)} == {2}
    assert {version_of(sealed) for sealed in Officer.objects.values_list("phone", flat=True)} == {1}
    assert all_readable_and_found(hundred)
