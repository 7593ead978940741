"""Certificates suspended, given back and revoked: each day is answered as it was laid upon that day."""

from dataclasses import replace
from datetime import date

import pytest

from sanzhi.law.errors import Invalid, NotFound, NotOpen
from sanzhi.law.guards.officers import CertificateState
from sanzhi.orgs.models import Line, Region
from sanzhi.registry import admission, settling, standing
from sanzhi.registry.models import Certificate
from sanzhi.registry.queries import officer_facts
from sanzhi.registry.submissions import Submission
from tests.registry.days import DAY, FIRST, NUMBER, SECOND, THIRD, on, state
from tests.support.cast import make_agency
from tests.support.registry import Office, certificate, officer

pytestmark = pytest.mark.usefixtures("demonstration")


def test_a_suspension_holds_from_its_day_to_its_last(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
    with on(SECOND):
        last = SECOND + 29 * DAY
        standing.suspend(NUMBER, since=SECOND, until=last, paper="金司暂〔2026〕1号", actor=office.justice)

    assert state(row.record, SECOND - DAY) is CertificateState.VALID
    assert state(row.record, SECOND) is CertificateState.SUSPENDED
    assert state(row.record, last) is CertificateState.SUSPENDED
    assert state(row.record, last + DAY) is CertificateState.VALID


def test_a_second_suspension_leaves_the_first_where_it_was(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
        standing.suspend(NUMBER, since=FIRST, until=FIRST + 9 * DAY, paper="暂1号", actor=office.justice)
    with on(SECOND):
        standing.suspend(NUMBER, since=SECOND, until=SECOND + 9 * DAY, paper="暂2号", actor=office.justice)

    assert state(row.record, FIRST + DAY) is CertificateState.SUSPENDED
    assert state(row.record, SECOND - DAY) is CertificateState.VALID
    assert state(row.record, SECOND) is CertificateState.SUSPENDED


def test_a_certificate_given_back_holds_again_that_day(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
        standing.suspend(NUMBER, since=FIRST, until=THIRD, paper="暂1号", actor=office.justice)
    with on(SECOND):
        standing.restore(NUMBER, since=SECOND, paper="复1号", actor=office.justice)
        with pytest.raises(NotOpen):
            standing.restore(NUMBER, since=SECOND, paper="复2号", actor=office.justice)

    assert state(row.record, SECOND - DAY) is CertificateState.SUSPENDED
    assert state(row.record, SECOND) is CertificateState.VALID


def test_a_revoked_certificate_never_holds_again(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
    with on(SECOND):
        standing.revoke(NUMBER, since=SECOND, paper="吊1号", actor=office.justice)
        with pytest.raises(NotOpen):
            standing.restore(NUMBER, since=SECOND, paper="复1号", actor=office.justice)

    assert state(row.record, SECOND - DAY) is CertificateState.VALID
    assert state(row.record, SECOND) is CertificateState.REVOKED


def test_only_the_legal_office_suspends_and_not_long_after_the_fact(office: Office) -> None:
    with on(FIRST):
        office.admitted("officer", officer())
    with on(SECOND):
        with pytest.raises(NotFound):
            standing.revoke(NUMBER, since=SECOND, paper="吊1号", actor=office.clerk)
        with pytest.raises(Invalid):
            standing.revoke(NUMBER, since=SECOND - 8 * DAY, paper="吊1号", actor=office.justice)
        standing.revoke(NUMBER, since=SECOND - 7 * DAY, paper="吊1号", actor=office.justice)


def renewed_for(office: Office, row: Submission, day: date) -> Submission:
    """The next version of an officer, admitted today for a day to come: a longer certificate."""
    content = {**row.content, "certificates": [certificate(valid_until="2040-12-31")]}
    draft = admission.amend(
        "officer", row.record, office.owner, content, actor=office.clerk, effective_on=day
    )
    admission.submit(draft.pk, actor=office.clerk)
    return settling.admit(draft.pk, actor=office.justice)


def numbers_on(row: Submission, day: date) -> list[str]:
    held = Certificate.objects.filter(officer=row.record, admitted_on__lte=day)
    return [each.number for each in held if each.ended_on is None or each.ended_on > day]


@pytest.mark.parametrize("since", [SECOND, SECOND - 3 * DAY])
def test_a_suspension_reaches_the_standing_of_today_and_the_one_to_come(office: Office, since: date) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
    with on(SECOND):
        renewed_for(office, row, THIRD)
        standing.suspend(NUMBER, since=since, until=THIRD + DAY, paper="暂1号", actor=office.justice)

    suspended = CertificateState.SUSPENDED
    assert state(row.record, since - DAY) is CertificateState.VALID
    assert [state(row.record, day) for day in (since, THIRD - DAY, THIRD, THIRD + DAY)] == [suspended] * 4
    assert state(row.record, THIRD + 2 * DAY) is CertificateState.VALID
    assert [numbers_on(row, day) for day in (since, SECOND, THIRD)] == [[NUMBER]] * 3


def test_a_suspension_to_come_leaves_the_present_one(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
        standing.suspend(NUMBER, since=FIRST, until=SECOND, paper="暂1号", actor=office.justice)
        standing.suspend(NUMBER, since=THIRD, until=THIRD + DAY, paper="暂2号", actor=office.justice)

    assert state(row.record, FIRST) is CertificateState.SUSPENDED
    assert state(row.record, SECOND + DAY) is CertificateState.VALID
    assert state(row.record, THIRD) is CertificateState.SUSPENDED


def test_an_amendment_leaves_each_suspension_on_its_days(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
        standing.suspend(NUMBER, since=FIRST, until=SECOND, paper="暂1号", actor=office.justice)
        standing.suspend(NUMBER, since=THIRD, until=THIRD + DAY, paper="暂2号", actor=office.justice)
    with on(FIRST + DAY):
        office.amended(row, certificates=[certificate(area="520502")])

    suspended, valid = CertificateState.SUSPENDED, CertificateState.VALID
    days = (FIRST + DAY, SECOND, SECOND + DAY, THIRD, THIRD + DAY, THIRD + 2 * DAY)
    assert [state(row.record, day) for day in days] == [
        suspended, suspended, valid, suspended, suspended, valid,
    ]  # fmt: skip


def test_an_earlier_amendment_overtakes_one_meant_for_later(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
        later = renewed_for(office, row, THIRD)
    with on(SECOND):
        now = office.amended(row, certificates=[certificate(area="520502")])

    assert [numbers_on(row, day) for day in (SECOND - DAY, SECOND, THIRD)] == [[NUMBER]] * 3
    (fact,) = officer_facts([row.record], THIRD)
    assert fact.certificate is not None
    assert fact.certificate.regions == frozenset({"520502"})
    row.refresh_from_db()
    later.refresh_from_db()
    assert (row.until, later.until, now.until) == (SECOND, SECOND, None)


def test_who_was_revoked_does_not_come_back_by_another_entry(office: Office) -> None:
    other = certificate(number="24052300102")
    with on(FIRST):
        row = office.admitted("officer", officer(certificates=[certificate(), other]))
        standing.revoke(NUMBER, since=FIRST, paper="吊1号", actor=office.justice)
    with on(SECOND):
        left = office.amended(row, certificates=[other])
        office.amended(left, certificates=[certificate(), other])
    with on(THIRD):
        draft = admission.retire("officer", row.record, office.owner, "离岗", actor=office.clerk)
        admission.submit(draft.pk, actor=office.clerk)
        settling.admit(draft.pk, actor=office.justice)
        again = office.admitted("officer", officer())

    kept = Certificate.objects.filter(number=NUMBER, officer=row.record).order_by("pk").last()
    assert kept is not None and kept.revoked_on == FIRST
    assert state(again.record, THIRD) is CertificateState.REVOKED


def test_a_superior_department_settles_only_where_no_legal_office_does(office: Office) -> None:
    city = make_agency(Region.objects.get(code="520500"), 9, "毕节市市场监督管理局", "毕市监")
    Line.objects.create(agency=office.agency, line="superior", superior=city, since=date(2020, 1, 1))
    above = replace(office.justice, government_id=None, agency_id=city.pk)
    with on(FIRST):
        office.admitted("officer", officer())
        with pytest.raises(NotFound):
            standing.revoke(NUMBER, since=FIRST, paper="吊1号", actor=above)
        office.agency.lines.filter(line="government").delete()
        standing.revoke(NUMBER, since=FIRST, paper="吊1号", actor=above)
        with pytest.raises(NotFound):
            standing.restore(NUMBER, since=FIRST, paper="复1号", actor=office.justice)
