"""The pages of practice cases: opening one, seeing it marked, removing it."""

from sanzhi.cases.models import Case
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.story import COMPANY


def opened(officer: Browser) -> Case:
    party = {f"party__{key}": value for key, value in COMPANY.items()}
    told = {"suspected": "涉嫌经营超过保质期的食品", "source": "投诉", "summary": "练习。"}
    address = "/cases/new/?practice=1"
    officer.hand_in(address, **told, **party, received_on="2026-01-05")
    return Case.objects.get()


def test_it_is_opened_listed_and_marked_on_its_pages(officer: Browser, head: Browser) -> None:
    assert "没有练习案件" in officer.page("/practice/")
    assert "练习案件" in officer.page("/cases/new/", practice="1")
    case = opened(officer)
    for address in (
        f"/cases/{case.pk}/",
        f"/cases/{case.pk}/acts/propose_filing/",
        f"/cases/{case.pk}/events/1/",
    ):
        assert "文书不具有法律效力" in officer.page(address)
    assert case.number in head.page("/practice/")
    assert "【练习】" in officer.page("/cases/")


def test_removing_asks_first_and_a_second_click_is_harmless(officer: Browser) -> None:
    case = opened(officer)
    assert "不能恢复" in officer.page(f"/practice/{case.pk}/")
    for _ in range(2):
        assert officer.post(f"/practice/{case.pk}/").status_code == 302
    assert not Case.objects.exists()
    assert officer.get(f"/practice/{case.pk}/").status_code == 404


def test_somebody_else_does_not_remove_it(officer: Browser, cast: Cast) -> None:
    case = opened(officer)
    second = browser_of(cast.second)
    assert second.get(f"/practice/{case.pk}/").status_code == 404
    second.post(f"/practice/{case.pk}/")
    browser_of(cast.stranger).post(f"/practice/{case.pk}/")
    assert Case.objects.exists()
