"""Where somebody is signed in: a list for the person, and an end that takes effect at the next click.

GB/T 22239-2019 8.1.4.1 b: a session can be ended, and it ends by itself after a time without use.
"""

import re
import time
from datetime import UTC, datetime
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from sanzhi.accounts.models import Seat, User

SEEN = "seen"
_SEAT = "seat"
_SYSTEMS = (("HarmonyOS", "鸿蒙"), ("Android", "安卓"), ("iPhone", "iPhone"), ("iPad", "iPad"),
            ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Version", "Safari"))


def take(request: HttpRequest, user: User, address: str) -> None:
    """Note that somebody has just signed in with this session."""
    if not request.session.session_key:
        request.session.save()
    now = datetime.now(UTC)
    seat = Seat.objects.create(
        user=user,
        key=request.session.session_key or "",
        since=now,
        seen=now,
        address=address,
        browser=browser_of(request.headers.get("User-Agent", "")),
    )
    request.session[_SEAT] = str(seat.pk)
    request.session[SEEN] = int(time.time())


def stay(request: HttpRequest) -> None:
    """Note that the person is there. Written every half minute at the most: a page must not cost a commit."""
    now = int(time.time())
    if now - request.session.get(SEEN, 0) < settings.SANZHI_IDLE_SECONDS / 30:
        return
    request.session[SEEN] = now
    _mine(request).update(seen=datetime.now(UTC))


def is_idle(request: HttpRequest) -> bool:
    """Whether nobody has used this session for the time that the instance allows."""
    return SEEN in request.session and seconds_left(request) <= 0


def seconds_left(request: HttpRequest) -> int:
    """After how many seconds without use this session ends."""
    seen = request.session.get(SEEN, int(time.time()))
    return int(settings.SANZHI_IDLE_SECONDS - (time.time() - seen))


def keep_key(request: HttpRequest) -> None:
    """The session got another key (a changed password does that): its seat goes on under the new one."""
    _mine(request).update(key=request.session.session_key or "")


def leave(request: HttpRequest) -> None:
    """Note that the person of this session goes."""
    _mine(request).update(ended=datetime.now(UTC), key="")


def open_seats(user: User) -> QuerySet[Seat]:
    """Where a person is signed in now, the newest first; what nobody used for too long is over."""
    now = time.time()
    oldest = datetime.fromtimestamp(now - settings.SESSION_COOKIE_AGE, UTC)
    # ``seen`` is written only so often: the session itself may be that much younger.
    used = datetime.fromtimestamp(now - settings.SANZHI_IDLE_SECONDS * (1 + 1 / 30), UTC)
    return Seat.objects.filter(user=user, ended=None, since__gt=oldest, seen__gt=used).order_by("-since")


def end_others(request: HttpRequest, user: User) -> None:
    """End every session of a person but this one, where it is his: with the old password they are void."""
    mine, found = seat_of(request), Seat.objects.filter(user=user, ended=None)
    end(found.exclude(pk=mine) if mine else found)


def end(seats: QuerySet[Seat]) -> int:
    """End sessions; who sits there is out at the next click. The number that had been open."""
    keys = list(seats.filter(ended=None).values_list("key", flat=True))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in filter(None, keys):
        store(key).delete()
    seats.filter(ended=None).update(ended=datetime.now(UTC), key="")
    return len(keys)


def seat_of(request: HttpRequest) -> UUID | None:
    """The seat of this session, None when it has none."""
    found = request.session.get(_SEAT)
    return UUID(found) if found else None


def _mine(request: HttpRequest) -> QuerySet[Seat]:
    seat = seat_of(request)
    return Seat.objects.filter(pk=seat, ended=None) if seat else Seat.objects.none()


def browser_of(agent: str) -> str:
    """A browser in a few words that its owner recognises: ``Edge 131 · Windows``."""
    version: Any = next(
        (
            f"{name} {found[1]}"
            for mark, name in _BROWSERS
            if (found := re.search(rf"{mark}\w*/(\d+)", agent))
        ),
        "其他浏览器",
    )
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{version} · {system}" if system else str(version)
