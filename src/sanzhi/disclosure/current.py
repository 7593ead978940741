"""Records that are kept current: the public sees the last version, and a version goes into the feed once."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sanzhi.disclosure.feed import Basis, Feed
from sanzhi.disclosure.models import CurrentRecord
from sanzhi.ledger.canonical import dumps
from sanzhi.released.contents import Shown
from sanzhi.released.entries import Kind, Stage


def keep_current(
    feed: Feed,
    record_id: UUID,
    kind: Kind,
    stage: Stage,
    agency: str,
    record: Shown,
    basis: Basis,
    at: datetime,
    aside: Collection[str] = (),
) -> int | None:
    """Release a record that says something else than its last version; the index of its entry, else None.

    Fields ``aside`` alone are no news. It may be called again at any time: what a crash kept out of the feed
    goes in with the next call.
    """
    told = {key: value for key, value in record.model_dump(mode="json").items() if key not in aside}
    digest = hashlib.sha256(dumps(told)).hexdigest()
    version = _version(record_id, digest, feed.last_version(str(record_id)))
    if version is None:
        return None
    return feed.release(str(record_id), version, kind, stage, agency, record, basis, at)


def take_down(feed: Feed, record_id: UUID, reason: str, at: datetime) -> bool:
    """Withdraw the last version of a record, if one is shown."""
    last = feed.last_version(str(record_id))
    shown = CurrentRecord.objects.filter(pk=record_id).exclude(digest="")
    if not last or not shown.exists():
        return False
    # The feed gives the same entry to a repeated withdrawal, so this order loses none to a crash.
    feed.withdraw(str(record_id), last, reason, at)
    shown.update(digest="")
    return True


@transaction.atomic
def _version(record_id: UUID, digest: str, out: int) -> int | None:
    """The version to release now; ``out`` is the last one that the feed holds."""
    shown, _ = CurrentRecord.objects.select_for_update().get_or_create(
        record_id=record_id, defaults={"version": out, "digest": ""}
    )
    if shown.digest == digest:
        return shown.version if shown.version > out else None
    shown.version, shown.digest = max(shown.version, out) + 1, digest
    shown.save()
    return shown.version
