"""Spreadsheets as pages: upload, see what is wrong, mend it, write it, take it back."""

import io
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from sanzhi.accounts.actors import actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.jobs import outbox
from sanzhi.orgs.models import Line
from sanzhi.registry.imports import Import, RowState
from sanzhi.registry.models import RegisterEntry
from sanzhi.registry.sheets.columns import columns_of
from sanzhi.registry.sheets.workbook import exported
from sanzhi.registry.submissions import State, Submission
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import make_agency
from tests.support.registry import Office, certificate, major, officer, open_office, power

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(db: None) -> Office:
    return open_office()


@pytest.fixture
def clerk(office: Office) -> Browser:
    return browser_of(office.clerk)


def people(*staffing: str) -> SimpleUploadedFile:
    """A workbook of so many officers."""
    contents = [
        ("", officer(name=f"覃守{n}", staffing=each, certificates=[certificate(number=f"24052301{n:03}")]))
        for n, each in enumerate(staffing)
    ]
    with exported("officer", contents, with_agency=False) as file:
        return SimpleUploadedFile("人员.xlsx", file.read())


def uploaded(clerk: Browser, file: SimpleUploadedFile) -> Import:
    answer = clerk.post("/libraries/imports/", {"library": "officer", "file": file})
    assert answer.status_code == 302, answer.content.decode()
    outbox.drain()
    return Import.objects.get()


def cells_of(batch: Import, line: int, **changed: str) -> dict[str, str]:
    """The form of a record as a browser sends it; ``changed`` by titles."""
    titles = [column.title for column in columns_of("officer")]
    cells = batch.rows.get(line=line).cells[0] | changed
    return {f"c0_{number}": cells.get(title, "") for number, title in enumerate(titles)}


def test_a_clerk_uploads_mends_writes_and_takes_back(clerk: Browser) -> None:
    batch = uploaded(clerk, people("行政编制", "借调", "事业编制"))
    here = f"/libraries/imports/{batch.pk}/"
    assert "有 1 条记录有错误" in clerk.page(here)
    assert 'value="覃守1"' in clerk.page(f"{here}3/")

    assert clerk.post(f"{here}3/", cells_of(batch, 3, 编制="临时工")).status_code == 422
    assert clerk.post(f"{here}3/", cells_of(batch, 3, 编制="行政编制")).status_code == 302
    assert "写入 3 条" in clerk.page(here)
    clerk.post(here, {"do": "write", "hand_in": "on"})
    outbox.drain()
    assert Submission.objects.filter(state=State.SUBMITTED).count() == 3
    assert "撤销这次导入" in clerk.page(here)

    clerk.post(here, {"do": "undo"})
    outbox.drain()
    assert Submission.objects.filter(state=State.DROPPED).count() == 3
    assert "已撤销" in clerk.page(here)


def test_faulty_records_are_downloaded_or_left_out(clerk: Browser) -> None:
    batch = uploaded(clerk, people("行政编制", "借调"))
    here = f"/libraries/imports/{batch.pk}/"

    answer = clerk.get(f"{here}faulty/")
    page = load_workbook(io.BytesIO(b"".join(answer))).worksheets[0]
    assert [row[0].value for row in page.iter_rows()] == ["姓名*", "覃守1"]
    clerk.post(here, {"do": "write"})
    assert not Submission.objects.exists()
    clerk.post(here, {"do": "skip"})
    assert batch.rows.get(line=3).state == RowState.SKIPPED
    assert "写入 1 条" in clerk.page(here)


def test_what_stands_in_a_library_is_downloaded_changed_and_imported(office: Office, clerk: Browser) -> None:
    office.admitted("power", power())

    answer = clerk.get("/libraries/power/sheet/")
    page = load_workbook(io.BytesIO(b"".join(answer))).worksheets[0]

    assert [cell.value for cell in page[1]][:2] == ["事项编码*", "事项名称*"]
    codes = [row[0].value for row in page.iter_rows(min_row=2)]
    assert "52052300B001" in codes


def test_a_sheet_asks_no_more_for_many_records_than_for_one(office: Office, clerk: Browser) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            b"".join(clerk.get("/libraries/major/sheet/"))
        return len(statements)

    office.admitted("major", major())
    asked()
    few = asked()
    for number in range(2, 8):
        office.admitted("major", major(code=f"FS-{number:02}"))
    assert asked() == few


def test_a_clerks_sheet_leaves_out_the_lists_of_the_departments_above(office: Office, clerk: Browser) -> None:
    city = make_agency(office.agency.region, 40, "毕节市市场监督管理局", "毕市监")
    Line.objects.create(agency=office.agency, line=Line.SUPERIOR, superior=city, since=date(2020, 1, 1))
    office.admitted("major", major())
    RegisterEntry.objects.create(
        agency=city,
        record=uuid4(),
        kind="major",
        code="SJ-01",
        title="市局规定",
        admitted_on=date(2020, 1, 1),
    )

    assert "SJ-01" in clerk.page("/libraries/major/")
    page = load_workbook(io.BytesIO(b"".join(clerk.get("/libraries/major/sheet/")))).worksheets[0]
    assert [row[0].value for row in page.iter_rows(min_row=2)] == ["FS-01"]


KINDS = ["power", "agency", "officer", "major", "recording", "random", "benchmark"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_leads_to_its_import(office: Office, clerk: Browser, kind: str) -> None:
    address = f"/libraries/imports/?library={kind}"
    assert f'href="{address}"' in clerk.page(f"/libraries/{kind}/")
    assert f'<option value="{kind}" selected>' in clerk.page(address)


def test_who_imports_nothing_is_not_sent_there(office: Office) -> None:
    user = User.objects.create_user("dept", display_name="部门督察", agency=office.agency)
    Grant.objects.create(user=user, role="supervisor")
    for address in ("/libraries/", "/libraries/power/"):
        assert "/libraries/imports/" not in browser_of(actor_of(user)).page(address)


@pytest.mark.parametrize("kind", KINDS)
def test_every_library_has_a_template(clerk: Browser, kind: str) -> None:
    answer = clerk.get(f"/libraries/{kind}/template/")
    book = load_workbook(io.BytesIO(b"".join(answer)))
    assert book.sheetnames[1] == "填写说明"


def test_a_file_that_is_no_workbook_is_refused_where_it_was_chosen(clerk: Browser) -> None:
    answer = clerk.post(
        "/libraries/imports/", {"library": "power", "file": SimpleUploadedFile("a.csv", b"a,b")}
    )
    assert answer.status_code == 422
    assert "应为 .xlsx 工作簿" in answer.content.decode()


def test_the_import_of_another_agency_is_not_there(office: Office, clerk: Browser) -> None:
    batch = uploaded(clerk, people("行政编制"))

    for address in ("", "2/", "faulty/"):
        assert browser_of(office.justice).get(f"/libraries/imports/{batch.pk}/{address}").status_code == 404
