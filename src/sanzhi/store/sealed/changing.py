"""Changing the key: a new version encrypts at once, old values follow in bites, the old version goes.

Nothing is lost by stopping anywhere. A value is replaced only by the same value under the newer key, only
where it still is what was read, and its digest in the same statement. Where a change stopped is seen from
the values themselves, so there is no position to keep: a new start walks over what is done without writing.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.db import transaction

from sanzhi.store.sealed.errors import StillUsed
from sanzhi.store.sealed.places import Bite, Place, current_header, places
from sanzhi.store.sealed.vault import keyring

# A bite of this size writes for about three milliseconds; acts wait for it.
BITE_ROWS = 64
# A value may be on its way into the database for a moment after it was sealed under what was the newest key.
SETTLED_SECONDS = 600.0


def nobody_minds() -> None:
    """Writing is always allowed: what a bite asks when it runs under no lease."""


def versions() -> dict[int, Mapping[str, int]]:
    """How many values of each place each key version seals; a version nobody uses has none."""
    found: dict[int, dict[str, int]] = {version: {} for version in keyring().keys().masters}
    for place in places():
        for version, rows in place.versions().items():
            found.setdefault(version, {})[place.name] = rows
    return dict(sorted(found.items()))


def bites(known: Sequence[Place], allowed: Callable[[], None] = nobody_minds) -> Iterator[tuple[Place, Bite]]:
    """Seal everything anew that needs it, bite by bite; whoever iterates decides about the pauses."""
    for place in known:
        after = None
        while True:
            bite = place.bite(after, BITE_ROWS, allowed)
            yield place, bite
            after = bite.after
            if after is None:
                break


class Work:
    """The change as regular work: a share of it at each call, nothing once all is done.

    After a start it walks over everything once, unless there is one key version only, which needs no walk.
    """

    def __init__(self, seconds: float = 0.5) -> None:
        self._seconds = seconds
        self._going: Iterator[tuple[Place, Bite]] | None = None
        self._heading = b""
        self._done = b""

    def step(self, allowed: Callable[[], None] = nobody_minds) -> int:
        """Work for a while, as long in pauses as in writing; how many values were sealed anew."""
        if len(keyring().keys().masters) == 1 or self._done == current_header():
            return 0
        if self._going is None or self._heading != current_header():
            self._going, self._heading = bites(places(), allowed), current_header()
        return self._some(self._going)

    def _some(self, going: Iterator[tuple[Place, Bite]]) -> int:
        ends, renewed = time.monotonic() + self._seconds, 0
        while (began := time.monotonic()) < ends:
            step = next(going, None)
            if step is None:
                self._going, self._done = None, self._heading
                return renewed
            renewed += step[1].renewed
            if step[1].renewed:
                time.sleep(time.monotonic() - began)
        return renewed


def retire(version: int, *, settled: float = SETTLED_SECONDS) -> None:
    """Destroy an old key version that seals nothing any more; ``StillUsed`` tells what it still seals.

    ``settled`` is how many seconds the version after it must have been in use. Backups of the database from
    before the change need the old key: keep its copy as long as them.
    """
    ring = keyring()
    ring.keys().master(version)
    if version == ring.keys().newest:
        raise StillUsed(f"第 {version} 版密钥正在使用，请先执行 sanzhi keys rotate。")
    age = time.time() - ring.made_at(min(each for each in ring.keys().masters if each > version))
    if age < settled:
        raise StillUsed(
            f"新密钥启用未满 {settled / 60:.0f} 分钟，可能还有正在写入的数据，请稍后再停用旧密钥。"
        )
    with transaction.atomic():
        known = places()
        for place in known:
            place.lock()
        used = {place.name: rows for place in known if (rows := place.versions().get(version))}
        if used:
            named = "、".join(f"{name} {rows} 条" for name, rows in used.items())
            raise StillUsed(f"第 {version} 版密钥仍在使用：{named}。请等待更换完成。")
        # Nobody can write before the transaction ends, so nothing can come to need the key in between.
        ring.remove(version)
