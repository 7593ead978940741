"""Identity number and telephone of an officer: the clerk of his agency alone, sealed, found as a whole."""

import pytest
from django.db import connection

from sanzhi.law.identifiers import demonstration_resident
from sanzhi.orgs.models import Agency
from sanzhi.registry.models import Officer
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast, make_person

NUMBER, PHONE = demonstration_resident(41), "13900000041"


@pytest.fixture
def clerk(cast: Cast) -> Browser:
    return browser_of(make_person(cast.agency, "clerk", "文员", "clerk"))


@pytest.fixture
def officer(cast: Cast) -> Officer:
    return Officer.objects.get(pk=str(cast.officer.officer_id))


@pytest.fixture
def page(officer: Officer) -> str:
    return f"/libraries/officer/{officer.pk}/person/"


def test_the_clerk_enters_and_reads_them_and_nobody_else_does(
    cast: Cast, clerk: Browser, officer: Officer, page: str
) -> None:
    assert clerk.hand_in(page, identity=NUMBER.lower(), phone=PHONE).status_code == 302
    assert NUMBER in clerk.page(page) and PHONE in clerk.page(page)
    assert page in clerk.page(f"/libraries/officer/{officer.pk}/")
    elsewhere = browser_of(
        make_person(Agency.objects.get(pk=str(cast.stranger.agency_id)), "clerk2", "外单位文员", "clerk")
    )
    assert elsewhere.get(page).status_code == 404
    for other in (cast.officer, cast.head, cast.supervisor):
        assert browser_of(other).get(page).status_code == 403
        assert NUMBER not in browser_of(other).page(f"/libraries/officer/{officer.pk}/")


def test_they_are_sealed_and_found_as_a_whole(clerk: Browser, officer: Officer, page: str) -> None:
    clerk.hand_in(page, identity=NUMBER, phone="139 0000 0041")
    with connection.cursor() as cursor:
        cursor.execute("SELECT identity, phone FROM registry_officer")
        held = b"".join(bytes(value) for row in cursor.fetchall() for value in row)
    assert NUMBER.encode() not in held
    assert officer.name in clerk.page("/libraries/officer/", person=NUMBER)
    assert officer.name in clerk.page("/libraries/officer/", person=f"+86{PHONE}")
    assert officer.name not in clerk.page("/libraries/officer/", person=NUMBER[:-1])


@pytest.mark.parametrize(
    ("identity", "phone", "words"),
    [
        (NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1"), "", "公民身份号码："),
        ("123", "", "公民身份号码："),
        ("", "123456", "联系电话：应为 7 至 16 位号码"),
        ("", "没有", "联系电话：应为 7 至 16 位号码"),
    ],
)
def test_what_is_no_number_is_refused_and_kept_in_the_form(
    clerk: Browser, officer: Officer, page: str, identity: str, phone: str, words: str
) -> None:
    answer = clerk.hand_in(page, identity=identity, phone=phone)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    officer.refresh_from_db()
    assert (officer.identity, officer.phone) == ("", "")


def test_a_number_belongs_to_one_officer_in_post_of_an_agency(
    cast: Cast, clerk: Browser, officer: Officer, page: str
) -> None:
    clerk.hand_in(page, identity=NUMBER, phone="")
    second = f"/libraries/officer/{cast.second.officer_id}/person/"
    answer = clerk.hand_in(second, identity=NUMBER, phone="")
    assert f"（{officer.name}）已登记此号码" in answer.content.decode()
    Officer.objects.filter(pk=officer.pk).update(ended_on="2026-01-01")
    assert clerk.hand_in(second, identity=NUMBER, phone="").status_code == 302


def test_seven_digits_are_a_telephone(clerk: Browser, officer: Officer, page: str) -> None:
    assert clerk.hand_in(page, identity="", phone="7000000").status_code == 302
    assert clerk.hand_in(page, identity="", phone="").status_code == 302
    officer.refresh_from_db()
    assert officer.phone == ""
