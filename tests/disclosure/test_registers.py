"""Agencies, officers and powers become public when they are admitted, and only when something changed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sanzhi.disclosure import current, registers
from sanzhi.disclosure.feed import Feed
from sanzhi.disclosure.publishing import public_feed
from sanzhi.jobs import clock, outbox
from sanzhi.ledger.canonical import loads
from sanzhi.ledger.content import content_path
from sanzhi.orgs import amending, opening, particulars
from sanzhi.orgs.models import Agency
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


def test_a_version_that_a_crash_kept_out_of_the_feed_goes_in_with_the_next_call(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers.show(office.agency)
    Agency.objects.filter(pk=office.agency.pk).update(address="金沙县长安路 1 号")
    office.agency.refresh_from_db()

    class Crash(Exception):
        pass

    def crash(*_: object) -> int:
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(Feed, "release", crash)
        with pytest.raises(Crash):
            registers.show(office.agency)

    assert registers.show(office.agency) == ["agency"]
    assert told("agency", office)["address"] == "金沙县长安路 1 号"
    assert registers.show(office.agency) == []


def test_a_withdrawal_that_a_crash_interrupted_is_made_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers.show(office.agency)
    feed, at = public_feed(), clock.now()
    withdraw = Feed.withdraw

    def crash(*given: Any) -> int:
        withdraw(*given)
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(Feed, "withdraw", crash)
        with pytest.raises(RuntimeError):
            current.take_down(feed, office.agency.pk, "机构改革", at)
    size = feed._log.size

    assert current.take_down(feed, office.agency.pk, "机构改革", at)
    assert feed._log.size == size
    assert not current.take_down(feed, office.agency.pk, "机构改革", at)


def test_a_changed_address_is_public_without_anybody_asking(office: Office) -> None:
    registers.show(office.agency)
    moved = replace(particulars.of(office.agency), address="金沙县长安路 1 号")
    edition = office.agency.edition
    amending.amend_agency(
        office.agency.pk, moved, on=clock.today(), seen=edition, paper="金编1号", by="莫资料"
    )
    outbox.drain()

    assert told("agency", office)["address"] == "金沙县长安路 1 号"


def test_what_an_agency_showed_is_taken_down_on_the_day_it_ends(office: Office, demonstration: None) -> None:
    registers.show(office.agency)
    until = clock.today() + timedelta(days=1)
    opening.close(office.agency, until, "金编〔2026〕2号")
    before = public_feed()._log.size
    registers.show(office.agency)
    assert withdrawn(office, before) == {}

    with clock.at(clock.now() + timedelta(days=1)):
        registers.show_of_the_day()

    reason = f"{office.agency.name}自{until.isoformat()}起不再行使职权"
    assert withdrawn(office, before) == {"agency": reason, "officers": reason, "powers": reason}


def withdrawn(office: Office, since: int) -> dict[str, str | None]:
    """The reasons by which an agency's records were taken down, by entries from ``since``."""
    feed = public_feed()
    entries = [feed.entry(place) for place in range(since, feed._log.size)]
    ours = [each for each in entries if each.op == "withdraw" and each.agency == office.agency.uscc]
    return {each.kind: each.reason for each in ours}


def test_an_agency_that_was_neither_announced_nor_admitted_is_not_public(office: Office) -> None:
    Agency.objects.filter(pk=office.agency.pk).update(announced_on=None)
    office.agency.refresh_from_db()
    assert registers.show(office.agency) == []

    Agency.objects.filter(pk=office.agency.pk).update(announced_on=date(2020, 1, 2))
    office.agency.refresh_from_db()
    assert registers.show(office.agency) == ["agency", "officers", "powers"]
