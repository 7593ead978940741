"""Sessions: seen by their owner, ended by him or for him, and over when nobody uses them."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from sanzhi.accounts import seats
from sanzhi.accounts.links import first_link
from sanzhi.accounts.models import Seat, User
from sanzhi.jobs import clock
from tests.accounts.conftest import PASSWORD

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"
PHONE = "Mozilla/5.0 (Linux; Android 14; Phone) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36"


def browser(user: User, agent: str = EDGE, address: str = "10.0.0.1") -> Client:
    """Somebody signs in with a browser from an address."""
    user.grants.all().delete()
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    """Whether the next click still finds somebody signed in."""
    return client.get("/accounts/safety/").status_code == 200


def idle_for(client: Client, seconds: int) -> None:
    """Nobody has used the browser for so long."""
    session = client.session
    session[seats.SEEN] = int(time.time()) - seconds
    session.save()


@pytest.mark.parametrize(
    ("agent", "shown"), [(EDGE, "Edge 131 · Windows"), (PHONE, "Chrome 130 · 安卓"), ("curl/8", "其他浏览器")]
)
def test_a_browser_is_named_so_that_its_owner_knows_it(agent: str, shown: str) -> None:
    assert seats.browser_of(agent) == shown


def test_the_list_names_browser_address_and_the_present_one(chen: User) -> None:
    browser(chen, PHONE, "10.0.0.2")
    page = browser(chen).get("/accounts/safety/").content.decode()

    assert "Chrome 130 · 安卓，地址 10.0.0.2" in page
    assert page.count("（本机现在）") == 1


def test_ending_one_lets_the_others_be(chen: User) -> None:
    lost, kept, mine = (browser(chen) for _ in range(3))
    seat = Seat.objects.order_by("since")[0]

    mine.post("/accounts/sessions/end/", {"seat": str(seat.pk)})

    assert [is_in(each) for each in (lost, kept, mine)] == [False, True, True]


def test_ending_all_others_leaves_the_present_one(chen: User) -> None:
    first, second, mine = (browser(chen) for _ in range(3))

    mine.post("/accounts/sessions/end/", {"seat": "others"})

    assert [is_in(each) for each in (first, second, mine)] == [False, False, True]
    assert seats.open_seats(chen).count() == 1


@pytest.mark.parametrize("seat", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_session_that_is_not_ones_own_does_not_exist(chen: User, seat: str) -> None:
    other = User.objects.create_user("wu", PASSWORD, display_name="吴思远")
    theirs = browser(other)
    wanted = seat or str(Seat.objects.get(user=other).pk)

    assert browser(chen).post("/accounts/sessions/end/", {"seat": wanted}).status_code == 404
    assert is_in(theirs)


def test_signing_out_takes_the_seat_from_the_list(chen: User) -> None:
    client = browser(chen)
    client.post("/accounts/logout/")

    assert not seats.open_seats(chen).exists()


def test_a_changed_password_keeps_the_present_session_in_the_list(chen: User) -> None:
    client, new = browser(chen), "ling-yi-ge-mi-ma-77"
    client.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(client)

    seats.end(seats.open_seats(chen))

    assert not is_in(client)


def test_an_old_session_is_not_listed(chen: User, settings: Settings) -> None:
    browser(chen)
    Seat.objects.update(since=clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))

    assert not seats.open_seats(chen).exists()


@pytest.mark.parametrize(("seconds", "stays"), [(890, True), (900, False)])
def test_fifteen_minutes_without_use_end_a_session(chen: User, seconds: int, stays: bool) -> None:
    client = browser(chen)
    idle_for(client, seconds)

    answer = client.get("/accounts/safety/")

    assert (answer.status_code == 200) is stays
    if not stays:
        assert answer.headers["Location"] == "/accounts/login/?next=/accounts/safety/"
        assert "较长时间没有操作" in client.get("/accounts/login/").content.decode()


def test_the_time_is_a_setting(chen: User, settings: Settings) -> None:
    settings.SANZHI_IDLE_SECONDS = 3600
    client = browser(chen)
    idle_for(client, 3590)

    assert is_in(client)


def test_each_use_begins_the_time_anew(chen: User) -> None:
    client = browser(chen)
    idle_for(client, 600)
    is_in(client)

    assert client.session[seats.SEEN] >= int(time.time()) - 5


def test_asking_whether_one_is_still_there_is_no_use_and_saying_so_is(chen: User) -> None:
    client = browser(chen)
    idle_for(client, 600)

    asked = client.get("/accounts/still/").json()
    said = client.post("/accounts/still/").json()

    assert asked["here"] and asked["left"] in range(295, 301)
    assert said["here"] and said["left"] > 890


def test_who_is_out_hears_it_and_gets_a_fresh_form_token(chen: User) -> None:
    client = browser(chen)
    idle_for(client, 900)

    state = client.get("/accounts/still/").json()

    assert state["here"] is False and state["token"]


def test_the_interface_refuses_an_idle_session(chen: User) -> None:
    client = browser(chen)
    idle_for(client, 900)

    assert client.get("/api/v1/acts").status_code == 401


def test_with_the_old_password_the_other_seats_leave_the_list(chen: User) -> None:
    browser(chen)
    mine, new = browser(chen), "ling-yi-ge-mi-ma-77"
    mine.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert is_in(mine)
    assert [str(seat.pk) for seat in seats.open_seats(chen)] == [mine.session["seat"]]


def test_a_password_set_by_a_link_takes_every_seat_from_the_list(chen: User) -> None:
    here, new = browser(chen), "ling-yi-ge-mi-ma-77"
    Client().post(first_link(chen, ""), {"password": new, "again": new})

    assert not seats.open_seats(chen).exists()
    assert not is_in(here)


def test_a_session_that_nobody_used_for_too_long_is_not_listed_as_open(
    chen: User, settings: Settings
) -> None:
    browser(chen)
    used = clock.now() - timedelta(seconds=settings.SANZHI_IDLE_SECONDS)
    Seat.objects.update(since=used, seen=used)
    assert seats.open_seats(chen).count() == 1

    Seat.objects.update(seen=used - timedelta(seconds=settings.SANZHI_IDLE_SECONDS / 30 + 1))
    assert not seats.open_seats(chen).exists()
