"""Receipts of the portal: a withdrawal is complete when nothing of it is left there (行政处罚法 Art 48 ¶3).

The portal writes one file for each withdrawal it has carried out (``back/withdrawals/<index>.json`` in its
folder); this reads them and stamps the release. A receipt that does not belong to its withdrawal counts for
nothing.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from sanzhi.disclosure.models import Release
from sanzhi.disclosure.publishing import public_feed
from sanzhi.jobs import lease, ticks

# The portal's word for it stands in ``released.erasure``, whose tables this program does not have.
RECEIPTS = "back/withdrawals"
EVERY_SECONDS = 10
_MOST = 500


def collect() -> int:
    """Stamp every withdrawal whose receipt has come; how many were stamped. Repeated calls stamp once."""
    waiting = (
        Release.objects.filter(acknowledged_at=None).exclude(withdrawal=None).order_by("withdrawal")[:_MOST]
    )
    return sum(_stamp(release) for release in waiting)


def _stamp(release: Release) -> bool:
    receipt = _read(Path(settings.SANZHI_HOME) / "portal" / RECEIPTS / f"{release.withdrawal}.json")
    if receipt is None or not _belongs(receipt, release):
        return False
    with transaction.atomic():
        lease.assert_held()
        rows = Release.objects.filter(pk=release.pk, acknowledged_at=None)
        return bool(rows.update(acknowledged_at=receipt["erased_at"]))


def _read(path: Path) -> dict[str, Any] | None:
    """The receipt with its instant; None while there is none, or when it is not one."""
    try:
        receipt = json.loads(path.read_bytes())
        return {**receipt, "erased_at": datetime.fromisoformat(receipt["erased_at"])}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _belongs(receipt: dict[str, Any], release: Release) -> bool:
    """Whether it names this withdrawal and the very content that the feed had released."""
    if release.entry is None:
        return False
    told = (receipt.get("index"), receipt.get("id"), receipt.get("version"), receipt.get("content"))
    released = public_feed().entry(release.entry)
    return told == (release.withdrawal, str(release.record_id), release.version, released.content)


ticks.register("disclosure.receipts", EVERY_SECONDS, collect)
