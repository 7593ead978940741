"""What counts on a day: the past is answered as it was answered then, whatever was amended since."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid
from sanzhi.orgs.models import Government, Line, Region
from sanzhi.registry import admission, settling
from sanzhi.registry.access import Owner
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.lists import (
    ENFORCEMENT,
    benchmarks_on,
    major_entries,
    officers_on,
    powers_on,
    recording_duties,
)
from sanzhi.registry.models import RegisterEntry
from sanzhi.registry.queries import officer_facts, power_on, qualified_reviewer, team
from tests.registry.days import DAY, FIRST, SECOND, on
from tests.support.cast import make_agency
from tests.support.registry import Office, benchmark, certificate, major, officer, power

pytestmark = pytest.mark.usefixtures("demonstration")


def test_a_power_counts_from_the_day_of_its_admission(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("power", power())

    assert power_on(row.record, office.agency.pk, FIRST - DAY) is None
    assert power_on(row.record, office.agency.pk, FIRST) is not None


def test_each_version_of_a_power_answers_for_its_own_days(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("power", power(name="旧名"))
    with on(SECOND):
        office.amended(row, name="新名")

    old = power_on(row.record, office.agency.pk, SECOND - DAY)
    new = power_on(row.record, office.agency.pk, SECOND)
    assert old is not None and new is not None
    assert (old.name, new.name, old.id) == ("旧名", "新名", row.record)
    assert power_on(new.id, office.agency.pk, FIRST) == old


def test_a_retired_power_counts_until_the_day_before(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("power", power())
    with on(SECOND):
        draft = admission.retire("power", row.record, office.owner, "取消", actor=office.clerk)
        admission.submit(draft.pk, actor=office.clerk)
        settling.admit(draft.pk, actor=office.justice)

    assert power_on(row.record, office.agency.pk, SECOND - DAY) is not None
    assert power_on(row.record, office.agency.pk, SECOND) is None
    assert not powers_on(office.agency.pk, SECOND).filter(record=row.record).exists()


def test_one_statement_asks_for_a_power(office: Office) -> None:
    row = office.admitted("power", power())

    with CaptureQueriesContext(connection) as asked:
        power_on(row.record, office.agency.pk, clock.today())

    assert len(asked) == 1


def test_an_amended_certificate_leaves_the_past_as_it_was(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
    with on(SECOND):
        office.amended(row, certificates=[certificate(area="520502")])

    (before,), (after,) = officer_facts([row.record], SECOND - DAY), officer_facts([row.record], SECOND)
    assert before.certificate is not None and after.certificate is not None
    assert (before.certificate.regions, after.certificate.regions) == (
        frozenset({"520523"}),
        frozenset({"520502"}),
    )


def test_nobody_is_an_officer_before_his_admission_or_after_he_left(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("officer", officer())
    with on(SECOND):
        draft = admission.retire("officer", row.record, office.owner, "调离执法岗位", actor=office.clerk)
        admission.submit(draft.pk, actor=office.clerk)
        settling.admit(draft.pk, actor=office.justice)

    held = {
        day: (team([row.record], office.agency.pk, day), officer_facts([row.record], day)[0].certificate)
        for day in (FIRST - DAY, FIRST, SECOND - DAY, SECOND)
    }
    assert [bool(members) for members, _ in held.values()] == [False, True, True, False]
    assert [found is not None for _, found in held.values()] == [False, True, True, False]
    assert not officers_on(office.agency.pk, SECOND).filter(pk=row.record).exists()


def test_a_qualification_counts_from_the_day_it_was_obtained(office: Office) -> None:
    content = officer(legal_qualification="A20265200001", qualified_on=SECOND.isoformat())
    with on(FIRST):
        row = office.admitted("officer", content)

    assert not qualified_reviewer(row.record, SECOND - DAY)
    assert qualified_reviewer(row.record, SECOND)


def test_the_lists_of_all_layers_are_joined(office: Office) -> None:
    city = make_agency(Region.objects.get(code="520500"), 9, "毕节市市场监督管理局", "毕市监")
    Line.objects.create(agency=office.agency, line="superior", superior=city, since=date(2020, 1, 1))
    province = Government.objects.create(name="贵州省人民政府", region_id="520000")
    district = Region.objects.create(code="520502", name="七星关区", level=3, parent_id="520500")
    elsewhere = make_agency(district, 10, "七星关区市场监督管理局", "七市监")
    with on(FIRST):
        for number, owner in enumerate(
            (office.owner, Owner(agency=city), Owner(government=province), Owner(agency=elsewhere)), 1
        ):
            enter(owner, major(code=f"FS-0{number}", at_least_fen=number))

    assert [each.at_least_fen for each in major_entries(office.agency.pk, FIRST)] == [1, 2, 3]
    assert major_entries(office.agency.pk, FIRST - DAY) == []


def test_what_is_recorded_depends_on_the_matter(office: Office) -> None:
    content = {
        "code": "YX-01",
        "title": "查封、扣押",
        "basis": [{"law": "国办发〔2018〕118号", "article": "第三部分（九）"}],
        "acts": ["查封扣押"],
        "manner": "全程音像记录",
        "matters": ["A1"],
    }
    office.admitted("recording", content)

    (duty,) = recording_duties(office.agency.pk, "A1", clock.today())
    assert (duty.acts, duty.manner) == (frozenset({"查封扣押"}), "全程音像记录")
    assert recording_duties(office.agency.pk, "A2", clock.today()) == []


def test_a_benchmark_answers_with_the_version_of_the_day(office: Office) -> None:
    with on(FIRST):
        row = office.admitted("benchmark", benchmark())
    with on(SECOND):
        office.amended(row, rungs=[{**benchmark()["rungs"][0], "most_fen": 1_000_000}])

    (old,) = benchmarks_on(office.agency.pk, "52052300A001", SECOND - DAY)
    (new,) = benchmarks_on(office.agency.pk, "52052300A001", SECOND)
    assert (old.number, old.rungs[0].most_fen, len(old.rungs)) == (1, 2_000_000, 2)
    assert (new.number, new.rungs[0].most_fen, new.own) == (2, 1_000_000, True)


def test_the_list_of_enforcement_is_drawn_from_the_list_of_powers(office: Office) -> None:
    office.admitted("power", power())
    office.admitted("power", power(code="B2", type="行政奖励"))
    today = clock.today()

    assert powers_on(office.agency.pk, today).count() == 3
    assert {each.type for each in powers_on(office.agency.pk, today, ENFORCEMENT)} == {"行政处罚"}


def enter(owner: Owner, content: dict[str, object]) -> None:
    """Admit an entry, whoever its owner is."""
    told = LIBRARIES["major"].read(content).model_dump(mode="json")
    RegisterEntry.objects.create(
        kind="major",
        agency=owner.agency,
        government=owner.government,
        code=told["code"],
        title=told["title"],
        content=told,
        admitted_on=clock.today(),
    )


def test_a_number_or_code_is_free_only_when_its_holder_has_ended(office: Office) -> None:
    with on(FIRST):
        held = {"officer": officer(), "power": power(), "benchmark": benchmark(), "major": major()}
        for library, content in held.items():
            row = office.admitted(library, content)
            draft = admission.retire(
                library, row.record, office.owner, "取消", actor=office.clerk, effective_on=SECOND
            )
            admission.submit(draft.pk, actor=office.clerk)
            settling.admit(draft.pk, actor=office.justice)
        for library, content in held.items():
            with pytest.raises(Invalid, match="不能重复填报"):
                office.submitted(library, content)
    with on(SECOND):
        assert office.submitted("power", power()).number == 1
