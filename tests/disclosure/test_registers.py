"""Agencies, officers and powers become public when they are admitted, and only when something changed."""

from datetime import timedelta
from typing import Any

import pytest

from sanzhi.disclosure import registers
from sanzhi.disclosure.publishing import public_feed
from sanzhi.jobs import clock, outbox
from sanzhi.ledger.canonical import loads
from sanzhi.ledger.content import content_path
from sanzhi.registry import standing
from sanzhi.registry.models import Certificate
from tests.support import registry as contents
from tests.support.registry import Office, open_office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


def told(kind: str, office: Office) -> dict[str, Any]:
    """The newest content of a kind of an agency as it lies in the feed."""
    feed = public_feed()
    size = feed._log.size
    entries = [feed.entry(place) for place in range(size)]
    newest = [each for each in entries if each.kind == kind and each.agency == office.agency.uscc][-1]
    found: dict[str, Any] = loads((feed.folder / content_path(newest.content or "")).read_bytes())["record"]
    return found


def test_an_admitted_power_is_public_with_the_text_of_its_basis(office: Office) -> None:
    office.admitted("power", contents.power(conditions="有初步证据。"))
    outbox.drain()

    shown = {each["code"]: each for each in told("powers", office)["powers"]}
    power = shown["52052300B001"]
    assert power["basis"][0]["article"] == "第一百二十四条第一款"
    assert "没收违法所得" in power["basis"][0]["text"]
    assert power["conditions"] == "有初步证据。"


def test_what_waits_or_came_back_is_not_public(office: Office) -> None:
    registers.show(office.agency)
    before = told("powers", office)
    office.submitted("power", contents.power())
    outbox.drain()
    registers.show(office.agency)

    assert told("powers", office) == before


def test_what_has_not_changed_is_not_released_again(office: Office) -> None:
    assert registers.show(office.agency) == ["agency", "officers", "powers"]
    assert registers.show(office.agency) == []


def test_a_suspended_certificate_is_shown_so(office: Office) -> None:
    number = Certificate.objects.filter(officer__agency=office.agency).values_list("number", flat=True)[0]
    today = clock.today()
    standing.suspend(
        number,
        since=today,
        until=today + timedelta(days=30),
        paper="金府暂扣〔2026〕1号",
        actor=office.justice,
    )
    outbox.drain()

    shown = {each["certificate"]: each for each in told("officers", office)["officers"]}
    assert shown[number]["suspended_from"] == today.isoformat()


def test_the_number_of_identity_and_the_telephone_never_leave(office: Office) -> None:
    registers.show(office.agency)

    fields = set(told("officers", office)["officers"][0])
    assert fields.isdisjoint({"identity", "phone", "staffing", "training"})


def test_a_power_for_a_later_day_becomes_public_on_that_day(office: Office, demonstration: None) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    registers.show(office.agency)
    office.admitted("power", contents.power(), effective_on=tomorrow)
    outbox.drain()
    assert "52052300B001" not in {each["code"] for each in told("powers", office)["powers"]}

    with clock.at(clock.now() + timedelta(days=1)):
        registers.show_of_the_day()

    assert "52052300B001" in {each["code"] for each in told("powers", office)["powers"]}
