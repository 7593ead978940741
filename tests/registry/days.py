"""Three days of a year, and how a certificate stands on one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from sanzhi.jobs import clock
from sanzhi.law.guards.officers import CertificateState
from sanzhi.registry.queries import officer_facts

FIRST, SECOND, THIRD = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)
DAY = timedelta(days=1)
NUMBER = "24052300101"


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.at(datetime.fromisoformat(f"{day.isoformat()}T09:00:00+08:00")):
        yield


def state(officer_id: object, day: date) -> CertificateState:
    (fact,) = officer_facts([str(officer_id)], day)
    assert fact.certificate is not None
    return fact.certificate.state
