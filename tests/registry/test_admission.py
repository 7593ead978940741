"""A record on its way into a library: drafted, handed in, returned, mended, admitted, amended, retired."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sanzhi.jobs import clock
from sanzhi.jobs.models import Outbox
from sanzhi.law.errors import Invalid, NotFound, NotOpen, Refused
from sanzhi.orgs.models import Agency, Line, Region
from sanzhi.registry import admission, settling
from sanzhi.registry.access import queue
from sanzhi.registry.history import Overtaken
from sanzhi.registry.models import Benchmark, Certificate, Officer, Power, RegisterEntry, Training
from sanzhi.registry.submissions import State, Submission
from tests.support.cast import make_agency
from tests.support.registry import Office, benchmark, certificate, major, officer, power


def test_a_draft_counts_for_nothing_until_it_is_admitted(office: Office) -> None:
    row = office.submitted("power", power())
    assert not Power.objects.filter(code="52052300B001").exists()

    settling.admit(row.pk, actor=office.justice)

    made = Power.objects.get(code="52052300B001")
    assert (made.admitted_on, made.pk, made.basis) == (clock.today(), row.record, row.content["basis"])
    assert Outbox.objects.get(topic=settling.ADMITTED).payload == {"submissions": [str(row.pk)]}


def test_what_was_returned_keeps_its_reasons_and_its_draft(office: Office) -> None:
    row = office.submitted("power", power())

    settling.hand_back(row.pk, "请补充办理时限", actor=office.justice)
    row.refresh_from_db()
    assert (row.state, row.reason, row.content["name"]) == (State.RETURNED, "请补充办理时限", power()["name"])

    admission.edit(row.pk, power(time_limit="90 日"), actor=office.clerk, seen=row.revision)
    admission.submit(row.pk, actor=office.clerk)
    settling.admit(row.pk, actor=office.justice)
    assert [event.did for event in row.events.all()] == ["起草", "提交", "退回", "修改", "提交", "入库"]
    assert Power.objects.get(code="52052300B001").details["time_limit"] == "90 日"


def test_a_return_without_reasons_is_refused(office: Office) -> None:
    row = office.submitted("power", power())

    with pytest.raises(Invalid):
        settling.hand_back(row.pk, " ", actor=office.justice)


def test_the_second_of_two_editors_is_told_what_changed(office: Office) -> None:
    row = admission.begin("power", office.owner, power(), actor=office.clerk)
    admission.edit(row.pk, power(name="对经营过期食品的处罚"), actor=office.colleague, seen=1)

    with pytest.raises(Overtaken) as told:
        admission.edit(row.pk, power(subject="经营者"), actor=office.clerk, seen=1)

    (event,) = told.value.events
    assert (event.by, event.changes[0]["label"]) == ("岳资料", "事项名称")
    assert event.changes[0]["new"] == ["对经营过期食品的处罚"]
    admission.edit(row.pk, power(subject="经营者"), actor=office.clerk, seen=told.value.revision)


def test_nobody_admits_what_he_wrote(office: Office) -> None:
    row = admission.begin("major", office.government, major(), actor=office.justice)
    admission.submit(row.pk, actor=office.justice)

    with pytest.raises(Refused):
        settling.admit(row.pk, actor=office.justice)
    assert settling.admit(row.pk, actor=office.other_justice).state == State.ADMITTED


def test_the_agency_admits_nothing_of_its_own(office: Office) -> None:
    row = office.submitted("power", power())

    with pytest.raises(NotFound):
        settling.admit(row.pk, actor=office.colleague)
    assert not queue(office.colleague).exists()


def test_another_agency_sees_nothing_and_another_government_admits_nothing(office: Office) -> None:
    row = admission.begin("power", office.owner, power(), actor=office.clerk)
    stranger = make_agency(office.agency.region, 7, "金沙县农业农村局", "金沙农")
    with pytest.raises(NotFound):
        admission.submit(row.pk, actor=replace(office.clerk, agency_id=stranger.pk))
    admission.submit(row.pk, actor=office.clerk)
    with pytest.raises(NotFound):
        settling.admit(row.pk, actor=replace(office.justice, government_id=row.pk))


def test_a_code_is_taken_once(office: Office) -> None:
    office.admitted("power", power())

    with pytest.raises(Invalid, match="不能重复填报"):
        admission.begin("power", office.owner, power(), actor=office.clerk)


def test_a_record_has_one_open_submission(office: Office) -> None:
    row = office.admitted("power", power())
    admission.amend("power", row.record, office.owner, power(name="甲"), actor=office.clerk)

    with pytest.raises(NotOpen):
        admission.amend("power", row.record, office.owner, power(name="乙"), actor=office.colleague)


def test_an_amendment_is_a_version_of_its_own(office: Office) -> None:
    row = office.admitted("power", power())
    later = office.amended(row, name="对经营超过保质期食品行为的处罚")

    first, second = Power.objects.filter(record=row.record).order_by("number")
    assert (first.name, first.retired_on) == (power()["name"], clock.today())
    assert (second.number, second.admitted_on, second.retired_on) == (2, clock.today(), None)
    row.refresh_from_db()
    assert (row.until, later.since) == (clock.today(), clock.today())
    assert admission.base_of(later) == row.content


def test_a_version_of_the_future_leaves_today_to_the_present_one(office: Office) -> None:
    row, day = office.admitted("power", power()), clock.today() + timedelta(days=10)
    draft = admission.amend(
        "power", row.record, office.owner, power(name="新"), actor=office.clerk, effective_on=day
    )
    admission.submit(draft.pk, actor=office.clerk)
    settling.admit(draft.pk, actor=office.justice)

    first, second = Power.objects.filter(record=row.record).order_by("number")
    assert (first.retired_on, second.admitted_on) == (day, day)


def test_retiring_ends_the_record_on_its_day(office: Office) -> None:
    row = office.admitted("power", power())
    draft = admission.retire("power", row.record, office.owner, "法律修改，取消该事项", actor=office.clerk)
    admission.submit(draft.pk, actor=office.clerk)
    settling.admit(draft.pk, actor=office.justice)

    assert Power.objects.get(record=row.record).retired_on == clock.today()
    with pytest.raises(NotFound):
        admission.amend("power", row.record, office.owner, power(), actor=office.clerk)
    assert office.admitted("power", power()).number == 1


def test_wrong_fields_are_all_named_at_once(office: Office) -> None:
    with pytest.raises(Invalid) as told:
        admission.begin(
            "power", office.owner, {"code": "", "type": "收费", "basis": [{}]}, actor=office.clerk
        )

    wrong = {error.field: error.label for error in told.value.fields}
    assert wrong["code"] == "事项编码"
    assert wrong["basis.0.law"] == "设定依据第1项法律名称"
    assert {"name", "type", "domain", "level"} <= wrong.keys()


def test_an_officer_comes_in_with_certificate_and_training(office: Office) -> None:
    row = office.admitted("officer", officer())

    person = Officer.objects.get(pk=row.record)
    assert (person.name, person.admitted_on) == ("覃守正", clock.today())
    assert Certificate.objects.get(officer=person).admitted_on == clock.today()
    assert Training.objects.get(officer=person).hours == 60


def test_a_renewed_certificate_is_a_further_standing(office: Office) -> None:
    row = office.admitted("officer", officer())
    office.amended(row, certificates=[certificate(valid_until="2040-12-31")], post="科长")

    first, second = Certificate.objects.filter(number="24052300101").order_by("valid_until")
    assert (str(first.valid_until), first.ended_on) == ("2035-12-31", clock.today())
    assert (str(second.valid_until), second.ended_on) == ("2040-12-31", None)
    assert Officer.objects.get(pk=row.record).post == "科长"


def test_a_certificate_number_is_given_once(office: Office) -> None:
    office.admitted("officer", officer())

    with pytest.raises(Invalid):
        admission.begin("officer", office.owner, officer(name="另一人"), actor=office.clerk)
    second = officer(name="另一人", certificates=[certificate(number="N9"), certificate()])
    with pytest.raises(Invalid):
        admission.begin("officer", office.owner, second, actor=office.clerk)


def test_lists_and_benchmarks_pass_the_same_way(office: Office) -> None:
    office.admitted("major", major())
    office.admitted("benchmark", benchmark())

    assert RegisterEntry.objects.get().content["at_least_fen"] == 3_000_000
    assert [rung["degree"] for rung in Benchmark.objects.get().rungs] == ["从轻", "一般"]


def test_the_agencys_own_record_is_amended_with_what_stood_before(office: Office) -> None:
    office.admitted("agency", own_record(office))

    office.agency.refresh_from_db()
    assert office.agency.address == "金沙县鼓场街道新路9号"
    change = office.agency.amendments.get()
    assert change.before["address"] == "金沙县鼓场街道测试路1号"


def test_many_are_admitted_at_once_and_one_fault_holds_up_no_other(office: Office) -> None:
    rows = [office.submitted("power", power(code=f"B{n}", name=f"事项{n}")) for n in range(5)]
    Submission.objects.filter(pk=rows[2].pk).update(
        content=power(code="B2", basis=[{"law": "食品安全法", "article": "第九百条"}])
    )

    settled = settling.admit_many([row.pk for row in rows], actor=office.justice)

    assert settled.admitted == 4
    ((_, title, why),) = settled.refused
    assert title == "事项2"
    assert "不存在" in why
    assert settling.admit_many([row.pk for row in rows[:2]], actor=office.justice).admitted == 0


def test_a_vertical_agency_is_settled_by_its_superior_department(office: Office) -> None:
    city = make_agency(Region.objects.get(code="520500"), 9, "毕节市税务局", "毕税")
    office.agency.lines.all().delete()
    Line.objects.create(agency=office.agency, line="superior", superior=city, since=date(2020, 1, 1))
    row = office.submitted("power", power())
    above = replace(office.justice, government_id=None, agency_id=city.pk)

    with pytest.raises(NotFound):
        settling.admit(row.pk, actor=office.justice)
    assert settling.admit(row.pk, actor=above).state == State.ADMITTED


def test_a_certificate_that_two_agencies_hand_in_is_admitted_once(office: Office) -> None:
    first, second = (office.submitted("officer", officer(certificates=[certificate(number=n)])) for n in "12")
    third = office.submitted("power", power())
    Submission.objects.filter(pk=second.pk).update(content=first.content)

    settled = settling.admit_many([first.pk, second.pk, third.pk], actor=office.justice)

    assert settled.admitted == 2
    ((_, _, why),) = settled.refused
    assert "已被另一条入库的记录使用" in why
    with pytest.raises(NotOpen, match="已被另一条"):
        settling.admit(second.pk, actor=office.justice)
    second.refresh_from_db()
    assert second.state == State.SUBMITTED


def own_record(office: Office, **changed: object) -> dict[str, object]:
    """What the agency's clerk writes of the agency itself."""
    return {
        "name": office.agency.name,
        "short": "金沙市监",
        "domain": "市场监管",
        "basis": [{"law": "行政处罚法", "article": "第十七条"}],
        "duty": "市场监督管理",
        "address": "金沙县鼓场街道新路9号",
        "phone": "0857-7000000",
        "supervision_phone": "0857-7000001",
        "reconsideration": "金沙县人民政府",
        "court": "金沙县人民法院",
        "announced_on": "2020-01-02",
    } | changed


def test_an_agency_that_cannot_be_written_holds_up_no_other(office: Office) -> None:
    row, other = office.submitted("agency", own_record(office)), office.submitted("power", power())
    Agency.objects.filter(pk=office.agency.pk).update(uscc="911100000000000000")

    settled = settling.admit_many([row.pk, other.pk], actor=office.justice)

    assert settled.admitted == 1
    ((_, title, why),) = settled.refused
    assert title == office.agency.name
    assert "统一社会信用代码" in why
    row.refresh_from_db()
    assert (row.state, row.since) == (State.SUBMITTED, None)


def test_an_agency_is_not_ended_in_its_library(office: Office) -> None:
    with pytest.raises(NotOpen, match="机构改革"):
        admission.retire("agency", office.agency.pk, office.owner, "机构改革", actor=office.clerk)


def test_a_return_leaves_the_reason_for_which_a_record_is_to_end(office: Office) -> None:
    row = office.admitted("power", power())
    draft = admission.retire("power", row.record, office.owner, "法律修改，取消该事项", actor=office.clerk)
    admission.submit(draft.pk, actor=office.clerk)
    settling.hand_back(draft.pk, "请附文件", actor=office.justice)
    admission.submit(draft.pk, actor=office.clerk)

    assert settling.admit(draft.pk, actor=office.justice).reason == "法律修改，取消该事项"


def test_what_is_to_end_keeps_its_words_and_may_end_on_another_day(office: Office) -> None:
    row, day = office.admitted("power", power()), clock.today() + timedelta(days=10)
    draft = admission.retire("power", row.record, office.owner, "法律修改", actor=office.clerk)
    other = power(name="从未审核的名称", code="X9")
    draft = admission.edit(draft.pk, other, actor=office.clerk, seen=1, effective_on=day)

    assert (draft.content, draft.title, draft.key) == (row.content, row.title, row.key)
    assert draft.effective_on == day
