"""The six lists asked by day (六个清单), and the benchmarks: only what was admitted and in force on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from sanzhi.law.findings import Citation
from sanzhi.law.guards.major import ListEntry
from sanzhi.law.penalty import PenaltyKind
from sanzhi.orgs.lines import lines_above
from sanzhi.orgs.models import Agency, Government
from sanzhi.registry.models import Benchmark, Officer, Power, PowerType, RegisterEntry, RegisterKind

# 国办发〔2018〕118号: licensing, penalty, coercion, levying and inspection are enforcement.
ENFORCEMENT: Final = frozenset(
    {
        PowerType.LICENCE.value,
        PowerType.PENALTY.value,
        PowerType.COERCION.value,
        PowerType.LEVY.value,
        PowerType.INSPECTION.value,
    }
)


@dataclass(frozen=True)
class Layer:
    """An entry of a list of major decisions with who set it; ``level`` counts down from the province (1)."""

    owner: str
    level: int
    entry: ListEntry


@dataclass(frozen=True)
class RecordingDuty:
    """What an agency's list says must be recorded in sound and picture: the steps, and how."""

    title: str
    acts: frozenset[str]
    manner: str
    citation: Citation


@dataclass(frozen=True)
class Rung:
    """One rung of a benchmark: a range of fines in fen for a circumstance, and the kinds it allows."""

    degree: str
    circumstance: str
    kinds: frozenset[PenaltyKind]
    least_fen: int
    most_fen: int


@dataclass(frozen=True)
class BenchmarkFact:
    """The benchmark of a matter on a day. ``number`` is its version; ``own`` whether the agency made it,
    which decides who approves a departure (国办发〔2022〕27号 part 12).
    """

    id: str
    title: str
    number: int
    maker: str
    own: bool
    citation: Citation
    rungs: tuple[Rung, ...]


def major_entries(agency_id: UUID, on: date) -> list[ListEntry]:
    """V10: the entries of the agency, of its superior departments and of the governments above, joined.

    Joined they can only widen what is major: no layer takes away what another one lists.
    """
    return [_major(row) for row in entries_of_layers(RegisterKind.MAJOR, agency_id, on)]


def major_layers(agency_id: UUID, on: date) -> list[Layer]:
    """V10: the same entries, each with who set it; the highest layer first."""
    rows = entries_of_layers(RegisterKind.MAJOR, agency_id, on)
    return sorted(map(_layer, rows), key=lambda layer: layer.level)


def entries_of_layers(kind: RegisterKind, agency_id: UUID, on: date) -> QuerySet[RegisterEntry]:
    """The entries in force of the agency, of its superior departments and of the governments above."""
    governments, departments = lines_above(agency_id, on)
    layers = Q(agency__in=[agency_id, *departments]) | Q(government__in=governments)
    rows = entries_on(kind, on).filter(layers).order_by("code", "pk")
    return rows.select_related("agency", "government__region")


def major_entries_above(agency: Agency | None, government: Government | None, on: date) -> list[ListEntry]:
    """The entries of the layers above an owner, which its own may only tighten (V10)."""
    rows = entries_on(RegisterKind.MAJOR, on).filter(owners_above(agency, government, on))
    return [_major(row) for row in rows.order_by("code", "pk")]


def owners_above(agency: Agency | None, government: Government | None, on: date) -> Q:
    """The condition on an entry: its owner stands above this one, in either line."""
    if agency is not None:
        governments, departments = lines_above(agency.pk, on)
        return Q(agency__in=departments) | Q(government__in=governments)
    region = government.region if government else None
    above: list[str] = []
    while region is not None and region.parent is not None:
        region = region.parent
        above.append(region.code)
    return Q(government__region__in=above)


def recording_duties(agency_id: UUID, matter: str, on: date) -> list[RecordingDuty]:
    """What the lists of the agency and of those above it want recorded in a matter (118 part 3 (9))."""
    governments, departments = lines_above(agency_id, on)
    layers = Q(agency__in=[agency_id, *departments]) | Q(government__in=governments)
    rows = entries_on(RegisterKind.RECORDING, on).filter(layers).order_by("code", "pk")
    return [_duty(row) for row in rows if not row.content["matters"] or matter in row.content["matters"]]


def benchmarks_on(agency_id: UUID, matter: str, on: date) -> list[BenchmarkFact]:
    """The benchmarks of an agency on one power, by its code, in force on a day."""
    rows = Benchmark.objects.filter(in_force(on), agency_id=agency_id, matter=matter).select_related("agency")
    return [_benchmark(row) for row in rows.order_by("code", "-number")]


def entries_on(kind: RegisterKind, on: date) -> QuerySet[RegisterEntry]:
    """The entries of one kept list that are in force on a day, of all owners."""
    return RegisterEntry.objects.filter(in_force(on), kind=kind)


def powers_on(agency_id: UUID, on: date, types: Iterable[str] | None = None) -> QuerySet[Power]:
    """权责清单, or with ``ENFORCEMENT`` 执法事项清单: the powers of an agency on a day."""
    rows = Power.objects.filter(in_force(on), agency_id=agency_id)
    return rows if types is None else rows.filter(type__in=list(types))


def officers_on(agency_id: UUID, on: date) -> QuerySet[Officer]:
    """执法人员清单: the officers of an agency on a day."""
    return Officer.objects.filter(in_post(on), agency_id=agency_id)


def in_post(on: date) -> Q:
    """The condition on an officer: admitted by the day, and not gone by it."""
    begun = Q(admitted_on=None) | Q(admitted_on__lte=on)
    return begun & (Q(ended_on=None) | Q(ended_on__gt=on))


def in_force(on: date) -> Q:
    """The condition on a dated row: begun on the day or before, and not over by it."""
    return Q(admitted_on__lte=on) & (Q(retired_on=None) | Q(retired_on__gt=on))


def _major(row: RegisterEntry) -> ListEntry:
    content = row.content
    return ListEntry(
        id=str(row.record),
        title=row.title,
        citation=_first(content["basis"]),
        kinds=frozenset(PenaltyKind(each) for each in content["kinds"]),
        at_least_fen=content["at_least_fen"],
        matters=frozenset(content["matters"]),
        version=row.number,
    )


def _layer(row: RegisterEntry) -> Layer:
    owner = row.agency or row.government
    level = row.government.region.level if row.government else row.agency.level if row.agency else 0
    return Layer(owner.name if owner else "", level, _major(row))


def _duty(row: RegisterEntry) -> RecordingDuty:
    content = row.content
    return RecordingDuty(row.title, frozenset(content["acts"]), content["manner"], _first(content["basis"]))


def _benchmark(row: Benchmark) -> BenchmarkFact:
    return BenchmarkFact(
        id=str(row.pk),
        title=row.title,
        number=row.number,
        maker=row.maker,
        own=row.maker == row.agency.name,
        citation=_first(row.basis),
        rungs=tuple(_rung(each) for each in row.rungs),
    )


def _rung(told: dict[str, object]) -> Rung:
    kinds = told["kinds"] if isinstance(told["kinds"], list) else []
    return Rung(
        degree=str(told["degree"]),
        circumstance=str(told["circumstance"]),
        kinds=frozenset(PenaltyKind(each) for each in kinds),
        least_fen=int(str(told["least_fen"])),
        most_fen=int(str(told["most_fen"])),
    )


def _first(basis: list[dict[str, str]]) -> Citation:
    return Citation(basis[0]["law"], basis[0]["article"])
