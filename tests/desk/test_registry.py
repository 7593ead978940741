"""The libraries as pages: fill in, hand in, see the difference, admit, return, look a day up."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanzhi.accounts.models import User
from sanzhi.jobs import clock, outbox
from sanzhi.jobs.models import Delivery
from sanzhi.registry import admission, settling
from sanzhi.registry.models import AdmissionBatch, Certificate, Power
from sanzhi.registry.submissions import State, Submission
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast
from tests.support.registry import Office, certificate, officer, open_office, power


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


@pytest.fixture
def clerk(office: Office) -> Browser:
    return browser_of(office.clerk)


@pytest.fixture
def justice(office: Office) -> Browser:
    return browser_of(office.justice)


def typed(**changed: str) -> dict[str, str]:
    """The form of a power as a browser sends it."""
    return {
        "code": "52052300B001",
        "name": "对生产经营超过保质期食品的处罚",
        "type": "行政处罚",
        "domain": "市场监管",
        "level": "县级",
        "basis__0__law": "食品安全法",
        "basis__0__article": "第一百二十四条第一款",
        "mandate": "法定",
    } | changed


def test_a_clerk_fills_in_hands_in_and_the_legal_office_admits(clerk: Browser, justice: Browser) -> None:
    answer: Any = clerk.hand_in("/libraries/power/new/", **typed())
    assert answer.status_code == 302
    here = answer["Location"]
    assert clerk.hand_in(here, do="submit").status_code == 302

    waiting = justice.page("/libraries/queue/")
    assert "对生产经营超过保质期食品的处罚" in waiting
    assert "依据原文" in justice.page(here)
    assert justice.hand_in(here, do="admit").status_code == 302

    assert Power.objects.get(code="52052300B001").admitted_on == clock.today()
    assert "52052300B001" in clerk.page("/libraries/power/")


def test_every_form_opens_empty_and_names_what_is_missing(clerk: Browser) -> None:
    for kind in ("power", "officer", "agency", "major", "recording", "random", "benchmark"):
        assert "保存草稿" in clerk.page(f"/libraries/{kind}/new/")
        answer = clerk.hand_in(f"/libraries/{kind}/new/")
        assert answer.status_code == 422, kind
        page = answer.content.decode()
        assert "必填" in page or "不能为空" in page, kind


def test_an_officer_is_entered_by_the_form(clerk: Browser) -> None:
    fields = {
        "name": "覃守正",
        "staffing": "行政编制",
        "certificates__0__number": "24052300101",
        "certificates__0__issuer": "金沙县人民政府",
        "certificates__0__domain": "市场监管",
        "certificates__0__area": "520523",
        "certificates__0__valid_from": "2023-01-01",
        "certificates__0__valid_until": "2035-12-31",
        "training__0__year": "2022",
        "training__0__hours": "60",
        "training__0__passed": "on",
        "training__1__hours": "",
    }
    answer: Any = clerk.hand_in("/libraries/officer/new/", **fields)

    assert answer.status_code == 302, answer.content.decode()
    row = Submission.objects.get()
    assert (row.title, row.content["training"][0]["passed"], row.content["qualified_on"]) == (
        "覃守正",
        True,
        None,
    )


def test_what_the_law_refuses_is_told_with_its_article(clerk: Browser) -> None:
    answer: Any = clerk.hand_in("/libraries/power/new/", **typed(basis__0__article="第五百条"))
    refused = clerk.hand_in(answer["Location"], do="submit")

    assert refused.status_code == 409
    assert "《食品安全法》第五百条不存在" in refused.content.decode()
    assert "《行政处罚法》第三十八条第一款" in refused.content.decode()


def test_a_return_stands_in_the_inbox_with_its_reason(
    office: Office, clerk: Browser, justice: Browser
) -> None:
    row = office.submitted("power", power())
    here = f"/libraries/submissions/{row.pk}/"

    empty = justice.hand_in(here, do="return", reason="")
    assert empty.status_code == 422
    assert justice.hand_in(here, do="return", reason="请写明办理时限").status_code == 302

    assert "请写明办理时限" in clerk.page("/")
    assert "请写明办理时限" in clerk.page(here)
    assert clerk.hand_in(here + "edit/", _seen="1", **typed(time_limit="90 日")).status_code == 302
    assert clerk.hand_in(here, do="submit").status_code == 302


def test_the_queue_shows_old_and_new_side_by_side(office: Office, justice: Browser) -> None:
    row = office.admitted("power", power())
    changed = power(name="对生产经营变质食品的处罚")
    draft = admission.amend("power", row.record, office.owner, changed, actor=office.clerk)
    admission.submit(draft.pk, actor=office.clerk)

    page = justice.page(f"/libraries/submissions/{draft.pk}/")
    assert "与现行版本的差异" in page
    assert "<del>超过保</del>" in page
    assert "<ins>变</ins>" in page


def test_the_second_editor_reads_what_changed_and_may_save(office: Office, clerk: Browser) -> None:
    row = admission.begin("power", office.owner, power(), actor=office.clerk)
    admission.edit(row.pk, power(subject="食品经营者"), actor=office.colleague, seen=1)

    answer = clerk.hand_in(f"/libraries/submissions/{row.pk}/edit/", _seen="1", **typed(time_limit="90 日"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "岳资料" in page and "食品经营者" in page
    assert 'name="_seen" value="2"' in page
    assert "90 日" in page


def test_a_record_shows_its_versions_and_what_each_changed(office: Office, clerk: Browser) -> None:
    row = office.admitted("power", power())
    office.amended(row, name="新的名称")

    page = clerk.page(f"/libraries/power/{row.record}/")
    assert "第 2 版（变更）" in page
    assert "对生产经营超过保质期食品的处罚 → 新的名称" in page


def test_a_library_is_shown_as_of_a_day(office: Office, clerk: Browser) -> None:
    office.admitted("power", power())
    yesterday = (clock.today() - timedelta(days=1)).isoformat()

    assert "52052300B001" in clerk.page("/libraries/power/")
    assert "52052300B001" not in clerk.page("/libraries/power/", on=yesterday)
    assert "请写成" in clerk.page("/libraries/power/", on="昨天")


def test_a_library_is_exported(office: Office, clerk: Browser) -> None:
    office.admitted("power", power())

    answer: Any = clerk.get("/libraries/power/", {"export": "csv"})
    assert "52052300B001" in b"".join(answer.streaming_content).decode()


def test_ticked_ones_are_admitted_by_the_background(office: Office, justice: Browser) -> None:
    rows = [office.submitted("power", power(code=f"B{n}", name=f"事项{n}")) for n in range(3)]
    Submission.objects.filter(pk=rows[1].pk).update(content=power(code="B1", basis=[
        {"law": "食品安全法", "article": "第九百条"}]))  # fmt: skip

    answer: Any = justice.post("/libraries/queue/", {"do": "ticked", "submission": [row.pk for row in rows]})
    assert "正在办理" in justice.page(answer["Location"])
    outbox.drain()

    page = justice.page(answer["Location"])
    assert "入库 2 条，未通过 1 条" in page
    assert "第九百条" in page
    assert AdmissionBatch.objects.get().ended is not None
    assert not Delivery.objects.exclude(state="done").filter(handler__contains="batches").exists()


def test_everything_of_a_library_is_admitted_at_once(office: Office, justice: Browser) -> None:
    rows = [office.submitted("power", power(code=f"B{n}", name=f"事项{n}")) for n in range(3)]

    justice.post("/libraries/queue/", {"do": "all", "library": "power"})
    outbox.drain()

    assert Submission.objects.filter(state=State.ADMITTED).count() == len(rows)
    assert (
        "请至少选择一条" in justice.post("/libraries/queue/", {"do": "ticked"}, follow=True).content.decode()
    )


def test_the_legal_office_suspends_a_certificate_on_its_record(office: Office, justice: Browser) -> None:
    row = office.admitted("officer", officer())
    here, today = f"/libraries/officer/{row.record}/", clock.today()

    wrong = justice.hand_in(here, do="suspend", number=certificate()["number"], since="", paper="暂1号")
    assert wrong.status_code == 422
    done = justice.hand_in(
        here, do="suspend", number=certificate()["number"], since=today.isoformat(),
        until=(today + timedelta(days=30)).isoformat(), paper="暂1号",
    )  # fmt: skip
    assert done.status_code == 302
    assert Certificate.objects.get(ended_on=None, number=certificate()["number"]).paper == "暂1号"
    assert "暂扣（暂1号）" in justice.page(here)


def test_who_has_no_business_here_finds_nothing(office: Office, clerk: Browser) -> None:
    row = office.submitted("power", power())
    here = f"/libraries/submissions/{row.pk}/"

    assert clerk.hand_in(here, do="admit").status_code == 404
    assert clerk.get("/libraries/queue/").status_code == 403
    settling.admit(row.pk, actor=office.justice)
    stranger = Browser()
    stranger.force_login(User.objects.get(username="stranger"))
    assert stranger.get(here).status_code == 404
    assert stranger.get(f"/libraries/power/{row.record}/").status_code == 404
    assert stranger.get("/libraries/power/new/").status_code == 403


def test_an_officer_reads_the_libraries_and_writes_nothing(cast: Cast) -> None:
    reader = browser_of(cast.officer)

    assert "对经营超过保质期食品的处罚" in reader.page("/libraries/power/")
    assert "新增权力事项" not in reader.page("/libraries/power/")
    assert reader.get("/libraries/power/new/").status_code == 403


def test_officers_are_found_by_number_and_by_what_runs_out(office: Office, clerk: Browser) -> None:
    soon = (clock.today() + timedelta(days=30)).isoformat()
    later = (clock.today() + timedelta(days=31)).isoformat()
    office.admitted("officer", officer(name="甲", certificates=[certificate(number="N1", valid_until=soon)]))
    office.admitted("officer", officer(name="乙", certificates=[certificate(number="N2", valid_until=later)]))

    running_out = clerk.page("/libraries/officer/", standing="soon")
    assert "N1" in running_out and "N2" not in running_out
    found = clerk.page("/libraries/officer/", number="N2")
    assert "N2" in found and "N1" not in found


@pytest.mark.parametrize("address", ["/libraries/power/", "/libraries/submissions/", "/libraries/queue/"])
def test_a_list_costs_the_same_however_long_it_is(office: Office, justice: Browser, address: str) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            justice.page(address)
        return len(asked)

    office.submitted("power", power(code="A1"))
    office.admitted("power", power(code="A2"))
    few = statements()
    for number in range(8):
        office.submitted("power", power(code=f"B{number}"))
        office.admitted("power", power(code=f"C{number}"))

    assert statements() == few
