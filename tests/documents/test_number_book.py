"""Every number is accounted for: used, reserved or void with the reason."""

import threading
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from sanzhi.documents import number_book
from sanzhi.documents.numbering import NumberBlock, NumberUse
from sanzhi.documents.numbers import take, use_reserved
from sanzhi.jobs import clock
from sanzhi.jobs.ids import uuid7
from sanzhi.law.errors import Invalid, NotFound

AGENCY, OFFICER = uuid4(), uuid4()
pytestmark = pytest.mark.django_db


def taken(word: str = "罚") -> str:
    return take(agency_id=AGENCY, short="金沙市监", word=word, case_id=uuid7(), used_for="x", at=clock.now())


def block(count: int = 3, until: date | None = None, word: str = "当罚") -> NumberBlock:
    return number_book.reserve(
        agency_id=AGENCY, short="金沙市监", word=word, count=count, holder_id=OFFICER, holder="罗示衡",
        until=until or clock.today(), reason="山区巡查", by="陈示法",
    )  # fmt: skip


def used(text: str, **changed: object) -> str:
    given = {
        "agency_id": AGENCY, "word": "当罚", "holder_id": OFFICER, "case_id": uuid7(), "used_for": "x",
        "at": clock.now(),
    }  # fmt: skip
    return use_reserved(text, **{**given, **changed})  # type: ignore[arg-type]


def number(sequence: int, word: str = "当罚") -> str:
    return f"金沙市监{word}〔{clock.today().year}〕{sequence}号"


def account(word: str = "当罚") -> number_book.Account:
    return next(each for each in number_book.accounts(AGENCY, clock.today().year) if each.word == word)


def test_a_series_may_open_at_a_number_with_a_reason() -> None:
    number_book.open_series(
        agency_id=AGENCY, word="罚", year=clock.today().year, first=58, reason="年中启用", by="陈示法"
    )
    assert taken() == number(58, "罚")
    told = account("罚")
    assert (told.first, told.last, told.used, told.missing, told.reason) == (58, 58, 1, (), "年中启用")


@pytest.mark.parametrize(("first", "reason"), [(0, "年中启用"), (5, " ")])
def test_a_series_does_not_open_without_number_or_reason(first: int, reason: str) -> None:
    with pytest.raises(Invalid):
        number_book.open_series(agency_id=AGENCY, word="罚", year=2026, first=first, reason=reason, by="陈")


def test_a_series_that_is_in_use_does_not_open_anew() -> None:
    taken()
    with pytest.raises(Invalid, match="已经在本系统使用到 1 号"):
        number_book.open_series(
            agency_id=AGENCY, word="罚", year=clock.today().year, first=9, reason="重来", by="陈示法"
        )


def test_a_block_is_left_out_by_those_who_take_the_next_number() -> None:
    taken("当罚")
    given = block()
    assert (given.first, given.last) == (2, 4)
    assert taken("当罚") == number(5)


def test_a_reserved_number_is_used_once_by_its_officer() -> None:
    block()
    assert used(number(2)) == number(2)
    with pytest.raises(Invalid, match="已使用，不能再次使用"):
        used(number(2))
    told = account()
    assert (told.used, told.reserved, told.void, told.missing) == (1, 2, 0, ())


def test_another_officer_or_kind_may_not_use_it() -> None:
    block()
    for changed in ({"holder_id": uuid4()}, {"word": "罚"}, {"agency_id": uuid4()}):
        with pytest.raises(Invalid, match="不在您领用的预留号段内"):
            used(number(1), **changed)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_number_is_not_used_outside_the_term_of_its_block(days: int) -> None:
    block(until=clock.today())
    with pytest.raises(Invalid, match="只能用于"):
        used(number(1), at=clock.now() + timedelta(days=days))


def test_what_is_given_back_becomes_void_with_the_reason() -> None:
    given = block()
    used(number(1))
    assert number_book.give_back(given.pk, agency_id=AGENCY, reason="未使用交回", by="陈示法") == 2
    told = account()
    assert (told.used, told.reserved, told.void, told.missing) == (1, 0, 2, ())
    with pytest.raises(Invalid, match="作废，不能再次使用"):
        used(number(3))
    with pytest.raises(Invalid, match="已经交回"):
        number_book.give_back(given.pk, agency_id=AGENCY, reason="未使用交回", by="陈示法")
    with pytest.raises(NotFound):
        number_book.give_back(given.pk, agency_id=uuid4(), reason="未使用交回", by="陈示法")


def test_a_spoilt_number_is_void_with_the_reason_and_only_ones_own() -> None:
    block()
    with pytest.raises(Invalid, match=r"作废原因|必须填写"):
        number_book.spoil(number(1), agency_id=AGENCY, holder_id=OFFICER, reason=" ", by="罗示衡")
    with pytest.raises(Invalid, match="不是可以作废的预留号"):
        number_book.spoil(number(1), agency_id=AGENCY, holder_id=uuid4(), reason="写错", by="他人")
    number_book.spoil(number(1), agency_id=AGENCY, holder_id=OFFICER, reason="写错", by="罗示衡")
    assert NumberUse.objects.get(text=number(1)).reason == "写错"


def test_a_used_number_cannot_be_made_void() -> None:
    text = taken("当罚")
    with pytest.raises(Invalid):
        number_book.spoil(text, agency_id=AGENCY, holder_id=None, reason="写错", by="陈示法")


@pytest.mark.parametrize("count", [0, 201])
def test_a_block_has_its_bounds(count: int) -> None:
    with pytest.raises(Invalid, match="1 至 200"):
        block(count)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_block_ends_within_its_year(days: int) -> None:
    with pytest.raises(Invalid, match="今年最后一日"):
        block(until=clock.today() + timedelta(days=days))


def test_the_database_keeps_no_number_that_nothing_tells_of() -> None:
    taken()
    with pytest.raises(IntegrityError), transaction.atomic():
        NumberUse.objects.update(case_id=None)


@pytest.mark.django_db(transaction=True)
def test_thirty_two_writers_leave_no_number_twice_and_none_untold() -> None:
    faults: list[Exception] = []

    def write(place: int) -> None:
        try:
            for _ in range(3):
                with transaction.atomic():
                    if place % 4 == 0:
                        block(2)
                    else:
                        taken("当罚")
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(place,)) for place in range(32)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()

    told = account()
    assert faults == []
    assert told.missing == ()
    assert (told.used, told.reserved, told.last) == (72, 48, 120)
