"""What lists show of agencies, certificates and powers, from the newest published record of each agency."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model

from sanzhi.ledger import canonical
from sanzhi.released.columns import fold
from sanzhi.released.models import Agency, Certificate, Power, Record

_BATCH = 200
_M = TypeVar("_M", bound=Model)


def refresh(kind: str, uscc: str) -> None:
    """Write what is derived from this kind of record of an agency anew, or take it out when there is none."""
    derive = _DERIVED.get(kind)
    if derive is None:
        return
    published = Record.objects.filter(kind=kind, uscc=uscc, state=Record.PUBLISHED)
    derive(uscc, published.order_by("-entry").first())


def _agency(uscc: str, newest: Record | None) -> None:
    if newest is None:
        Agency.objects.filter(uscc=uscc).delete()
        return
    told = ("entry", "record", "region", "region_name", "city", "words")
    values = {name: getattr(newest, name) for name in told}
    Agency.objects.update_or_create(uscc=uscc, defaults={**values, "name": newest.agency_name})


def _certificates(uscc: str, newest: Record | None) -> None:
    Certificate.objects.filter(uscc=uscc).delete()
    rows = (
        Certificate(
            key=f"{uscc}:{each['certificate']}",
            number=each["certificate"],
            region=newest.region,
            city=newest.city,
            **_place(newest),
            **{name: each[name] for name in _CERTIFICATE},
        )
        for newest, each in _items(newest, "officers")
    )
    Certificate.objects.bulk_create(_once(rows), batch_size=_BATCH)


_CERTIFICATE = (
    "name", "post", "issuer", "domain", "area", "valid_from", "valid_until", "suspended_from",
    "suspended_until", "revoked_on",
)  # fmt: skip


def _powers(uscc: str, newest: Record | None) -> None:
    Power.objects.filter(uscc=uscc).delete()
    rows = (
        Power(
            key=f"{uscc}:{each['code']}",
            region=newest.region,
            region_name=newest.region_name,
            city=newest.city,
            words="|".join(fold(word) for word in (each["code"], each["name"], newest.agency_name)),
            content=each,
            **_place(newest),
            **{name: each[name] for name in ("code", "name", "type", "domain")},
        )
        for newest, each in _items(newest, "powers")
    )
    Power.objects.bulk_create(_once(rows), batch_size=_BATCH)


def _once(rows: Iterable[_M]) -> list[_M]:
    """The last of those with one key: a list that names a number twice is shown and stops no follower."""
    return list({row.pk: row for row in rows}.values())


def _items(newest: Record | None, name: str) -> list[tuple[Record, dict[str, Any]]]:
    if newest is None or newest.raw is None:
        return []
    return [(newest, each) for each in canonical.loads(bytes(newest.raw))["record"][name]]


def _place(newest: Record) -> dict[str, Any]:
    return {"uscc": newest.uscc, "entry": newest.entry, "agency_name": newest.agency_name}


_DERIVED: dict[str, Callable[[str, Record | None], None]] = {
    "agency": _agency,
    "officers": _certificates,
    "powers": _powers,
}
