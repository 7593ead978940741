"""What pages ask of the public copies.

Every question reads only what is shown today: published, and within its last day of display even when the
follower has not yet swept (市场监管总局令第45号 Art 13). Conditions are given as ``Q``, for lists to combine.
"""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from sanzhi.released.columns import fold
from sanzhi.released.models import Agency, Certificate, Entry, Power, Record, Sync, Tally

# The content bytes are read for one page at a time, never for a list.
_HEAVY = ("raw",)


def shown(kind: str, today: date | None = None) -> QuerySet[Record]:
    """The records of a kind that are shown, without their content bytes and in no order."""
    day = today or timezone.localdate()
    rows = Record.objects.filter(kind=kind, state=Record.PUBLISHED)
    return rows.filter(Q(until=None) | Q(until__gte=day)).defer(*_HEAVY)


def is_shown(row: Record, today: date | None = None) -> bool:
    """The question that belongs to the filter of ``shown``."""
    day = today or timezone.localdate()
    return row.state == Record.PUBLISHED and (row.until is None or row.until >= day)


def in_region(code: str) -> Q:
    """Records or agencies of a region; four digits of GB/T 2260 mean the whole city."""
    return Q(city=code) if len(code) == 4 else Q(region=code)


def of_agency(uscc: str) -> Q:
    """Records of the agency with this social credit code."""
    return Q(uscc=uscc)


def of_class(name: str) -> Q:
    """Penalties that impose this class of 行政处罚法 Art 9, a key of ``columns.CLASSES``."""
    return Q(classes__contains=name)


def with_words(text: str) -> Q:
    """Records or agencies in whose words every blank-separated part of ``text`` occurs, folded."""
    found = Q()
    for part in text.split():
        if folded := fold(part):
            found &= Q(words__contains=folded)
    return found


def latest(kind: str, count: int, uscc: str = "") -> list[Record]:
    """The newest ``count`` records of a kind, of one agency if named, by day and then by entry."""
    rows = shown(kind)
    rows = rows.filter(of_agency(uscc)) if uscc else rows
    return list(rows.order_by("-shown_on", "-entry")[:count])


def versions(record: UUID) -> list[Record]:
    """All releases of a record, newest first; empty when the feed never named it."""
    return list(Record.objects.filter(record=record).order_by("-version"))


def entry(index: int) -> Entry | None:
    """The applied leaf with this index."""
    return Entry.objects.filter(index=index).first()


def agencies() -> QuerySet[Agency]:
    """The agencies whose facts are published, in no order."""
    return Agency.objects.all()


def agency(uscc: str) -> Agency | None:
    """The agency with this social credit code, if its facts are published."""
    return Agency.objects.filter(uscc=uscc).first()


def agency_name(uscc: str) -> str:
    """The name of an agency, from its facts or from its newest published record; else empty."""
    found = agency(uscc)
    if found is not None:
        return found.name
    named = Record.objects.filter(uscc=uscc, state=Record.PUBLISHED).order_by("-entry").defer(*_HEAVY).first()
    return named.agency_name if named else ""


def certificates() -> QuerySet[Certificate]:
    """The certificates whose lists are published, in no order."""
    return Certificate.objects.all()


def with_number(text: str) -> Q:
    """Certificates with exactly this number; a part of one finds nobody."""
    return Q(number=text.strip())


def certificate(uscc: str, number: str) -> Certificate | None:
    """One certificate of an agency, if its list is published."""
    return Certificate.objects.filter(key=f"{uscc}:{number}").first()


def powers() -> QuerySet[Power]:
    """The powers whose lists are published, in no order and without their texts."""
    return Power.objects.defer("content")


def of_type(name: str) -> Q:
    """Powers of one of the ten types."""
    return Q(type=name)


def power(uscc: str, code: str) -> Power | None:
    """One power of an agency, if its list is published."""
    return Power.objects.filter(key=f"{uscc}:{code}").first()


def release_of(entry: int) -> Record | None:
    """The release with this entry, without its content."""
    return Record.objects.filter(entry=entry).defer(*_HEAVY).first()


def record_of(row: Agency) -> Record | None:
    """The release that an agency's facts come from, with its content."""
    return Record.objects.filter(entry=row.entry).first()


def regions() -> list[tuple[str, str]]:
    """Code and name of every region that has an agency, in order of code."""
    return list(Agency.objects.order_by("region").values_list("region", "region_name").distinct())


def agency_names() -> list[tuple[str, str]]:
    """Social credit code and name of every agency, in order of region and code."""
    return list(Agency.objects.order_by("region", "uscc").values_list("uscc", "name"))


def tallies() -> dict[str, int]:
    """How many records of each kind are shown."""
    return dict(Tally.objects.values_list("kind", "shown"))


def sync() -> Sync:
    """How far the feed is applied; an unsaved empty row before the first round."""
    return Sync.objects.filter(id=1).first() or Sync(id=1)
