"""What the public may know of the libraries: each agency, its officers' certificates, its powers.

行政处罚法 Art 39 and 国办发〔2018〕118号 part 2 (4): body, officers, powers, basis and procedure are public
and current. One record an agency and library holds the whole list; it is released anew when something in it
has changed, and what has not changed is not released again.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Q

from sanzhi.cases.opening import flow_of
from sanzhi.disclosure import records
from sanzhi.disclosure.current import keep_current, take_down
from sanzhi.disclosure.models import CurrentRecord
from sanzhi.disclosure.publishing import AGENCY_BASIS, public_feed
from sanzhi.jobs import clock, lease, ticks
from sanzhi.jobs.news import News
from sanzhi.orgs.models import Agency, Line, Region, Succession
from sanzhi.registry.models import Certificate, Power, PowerType, Submission
from sanzhi.registry.queries import marked_text
from sanzhi.registry.submissions import LibraryKind, State
from sanzhi.released.contents import (
    AgencyRef,
    Basis,
    CertificateShown,
    OfficersRecord,
    PowerShown,
    PowersRecord,
    Shown,
)
from sanzhi.released.entries import Kind

_HOUR: Final = 3600.0


def show(agency: Agency, at: datetime | None = None) -> list[Kind]:
    """Release what has changed of an agency's public facts, now or as of ``at``; the kinds released.

    What an agency showed that has ended is taken down with the reason (贵州省行政执法监督办法 Art 10 ¶2).
    """
    moment = at or clock.now()
    ended = agency.valid_until
    if ended is not None and ended <= clock.today():
        reason = f"{agency.name}自{ended.isoformat()}起不再行使职权"
        for kind in _MAKERS:
            take_down(public_feed(), _record_id(kind, agency), reason, moment)
        return []
    return [kind for kind, make in _MAKERS.items() if _release(kind, agency, make(agency), moment)]


def _stands_in_public(agency: Agency) -> bool:
    """Whether the qualification of an agency was announced or admitted (same measures, Art 10)."""
    if agency.announced_on is not None and agency.announced_on <= clock.today():
        return True
    return Submission.objects.filter(
        record=agency.pk, library=LibraryKind.AGENCY, state=State.ADMITTED, since__lte=clock.today()
    ).exists()


def _release(kind: Kind, agency: Agency, record: Shown, at: datetime) -> bool:
    record_id = _record_id(kind, agency)
    ready = _stands_in_public(agency) and _says_something(record)
    if not ready and not CurrentRecord.objects.filter(pk=record_id).exists():
        return False
    entry = keep_current(public_feed(), record_id, kind, "before", agency.uscc, record, AGENCY_BASIS, at)
    return entry is not None


def _record_id(kind: Kind, agency: Agency) -> UUID:
    return agency.pk if kind == "agency" else uuid5(agency.pk, kind)


def _says_something(record: Shown) -> bool:
    """An agency that has nobody or nothing in a library is not told of with an empty list."""
    if isinstance(record, OfficersRecord):
        return bool(record.officers)
    return not isinstance(record, PowersRecord) or bool(record.powers)


def _agency(agency: Agency) -> Shown:
    today = clock.today()
    government = agency.head_of_line(Line.GOVERNMENT, today)
    superior = agency.head_of_line(Line.SUPERIOR, today)
    return records.agency(
        name=agency.name,
        uscc=agency.uscc,
        region=records.place(agency.region.code, agency.region.name),
        government=government.government.name if government and government.government else "",
        superior=superior.superior.name if superior and superior.superior else "",
        address=agency.address,
        phone=agency.phone,
        duty=agency.duty,
        basis=agency.basis,
        demo=settings.SANZHI_DEMO,
    )


def _ref(agency: Agency) -> AgencyRef:
    place = records.place(agency.region.code, agency.region.name)
    return records.agency_ref(agency.name, agency.uscc, place)


def _officers(agency: Agency) -> Shown:
    today = clock.today()
    rows = Certificate.objects.filter(
        Q(admitted_on=None) | Q(admitted_on__lte=today),
        Q(ended_on=None) | Q(ended_on__gt=today),
        Q(officer__ended_on=None) | Q(officer__ended_on__gt=today),
        officer__agency=agency,
    )
    found = list(rows.select_related("officer").order_by("number"))
    areas = _areas(row.area for row in found)
    shown = tuple(_certificate(row, areas) for row in found)
    return OfficersRecord(agency=_ref(agency), officers=shown, demo=settings.SANZHI_DEMO)


def _areas(codes: Iterable[str]) -> dict[str, str]:
    rows = Region.objects.filter(pk__in=set(codes))
    return {row.code: row.full_name for row in rows}


def _certificate(row: Certificate, areas: dict[str, str]) -> CertificateShown:
    return CertificateShown(
        name=row.officer.name,
        post=row.officer.post,
        certificate=row.number,
        issuer=row.issuer,
        domain=row.domain,
        area=areas.get(row.area, row.area),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        suspended_from=row.suspended_from,
        suspended_until=row.suspended_until,
        revoked_on=row.revoked_on,
    )


def _powers(agency: Agency) -> Shown:
    today = clock.today()
    rows = Power.objects.filter(
        Q(retired_on=None) | Q(retired_on__gt=today), agency=agency, admitted_on__lte=today
    )
    flow = _flow(agency)
    shown = tuple(_power(row, today, flow) for row in rows.order_by("code"))
    return PowersRecord(agency=_ref(agency), powers=shown, demo=settings.SANZHI_DEMO)


def _power(row: Power, today: date, flow: tuple[str, ...]) -> PowerShown:
    details: dict[str, Any] = row.details
    return PowerShown(
        code=row.code,
        name=row.name,
        type=row.type,
        domain=row.domain,
        level=row.level,
        basis=tuple(
            Basis(
                law=each["law"],
                article=each["article"],
                text=marked_text(each["law"], each["article"], on=today),
            )
            for each in row.basis
        ),
        conditions=details.get("conditions", ""),
        procedure=details.get("procedure", ""),
        time_limit=details.get("time_limit", ""),
        guide=details.get("guide", ""),
        # Other powers than penalties have no flow yet.
        flow=flow if row.type == PowerType.PENALTY else (),
        admitted_on=row.admitted_on,
    )


def _flow(agency: Agency) -> tuple[str, ...]:
    """The public steps of the procedure by which the agency gives penalties."""
    steps = flow_of(agency.pk, agency.domain).steps.values()
    return tuple(dict.fromkeys(step.public for step in steps if step.public))


_MAKERS: Final[dict[Kind, Callable[[Agency], Shown]]] = {
    "agency": _agency,
    "officers": _officers,
    "powers": _powers,
}


def on_admitted(news: News) -> None:
    """Something entered or left a library."""
    rows = Submission.objects.filter(pk__in=news.payload["submissions"]).exclude(agency=None)
    _show_all(rows.values_list("agency", flat=True).distinct())


def on_standing(news: News) -> None:
    """A certificate was suspended, given back or revoked."""
    rows = Certificate.objects.filter(pk=news.payload["certificate"])
    _show_all(rows.values_list("officer__agency", flat=True))


def on_agency_changed(news: News) -> None:
    """An agency's particulars, its lines or its existence changed."""
    _show_all([news.payload["agency"]])


def on_reorganised(news: News) -> None:
    """Agencies gave way to others; what begins later is shown on its day."""
    acts = Succession.objects.filter(act=news.payload["act"])
    _show_all([each for pair in acts.values_list("predecessor", "successor") for each in pair])


def _show_all(agencies: Iterable[Any]) -> None:
    for agency in Agency.objects.filter(pk__in=list(agencies)).select_related("region"):
        show(agency)


def show_of_the_day() -> int:
    """Release what begins or ends today by itself, admitted earlier for this day; how many agencies."""
    today, yesterday = clock.today(), clock.today() - timedelta(days=1)
    days = (today, yesterday)
    powers = Power.objects.filter(Q(admitted_on__in=days) | Q(retired_on__in=days)).values("agency")
    certificates = Certificate.objects.filter(Q(admitted_on__in=days) | Q(ended_on__in=days))
    beginning = Q(valid_from__in=days) | Q(valid_until__in=days) | Q(announced_on__in=days)
    rows = Agency.objects.filter(
        Q(pk__in=powers) | Q(pk__in=certificates.values("officer__agency")) | beginning
    )
    changed = 0
    for agency in rows.select_related("region"):
        lease.assert_held()
        changed += bool(show(agency))
    return changed


ticks.register("disclosure.registers", _HOUR, show_of_the_day)
