"""Spreadsheets into a library: read and checked as a whole before anything is written, and taken back."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from sanzhi.jobs import outbox
from sanzhi.law.errors import Invalid, NotFound, NotOpen
from sanzhi.registry import settling
from sanzhi.registry.imports import Import, ImportState, RowState
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.sheets import arriving, writing
from sanzhi.registry.sheets.columns import AGENCY, columns_of, rows_of
from sanzhi.registry.sheets.workbook import faulty, template
from sanzhi.registry.submissions import State, Submission
from tests.registry.workbooks import officers, read, sheet, typed
from tests.support import registry as contents
from tests.support.registry import Office

pytestmark = pytest.mark.django_db(transaction=True)


def written(office: Office, batch: Import, *, hand_in: bool = True) -> Import:
    writing.write(batch.pk, hand_in=hand_in, actor=office.clerk)
    outbox.drain()
    batch.refresh_from_db()
    return batch


def errors_of(batch: Import) -> list[tuple[int, str, str]]:
    rows = batch.rows.filter(state=RowState.FAULTY)
    return [(each["line"], each["title"], each["rule"]) for row in rows for each in row.errors]


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_the_template_has_a_head_that_is_read_again(office: Office, library: str) -> None:
    with template(library, with_agency=False) as file:
        batch = read(office, io.BytesIO(file.read()), library)

    # Nothing but the head: that is all that is wrong with it.
    assert (batch.state, batch.fault) == (ImportState.BROKEN, "文件：表头之下没有任何内容")


@pytest.mark.parametrize(
    ("library", "content"),
    [
        ("power", contents.power(guide="到窗口办理。")),
        (
            "officer",
            contents.officer(certificates=[contents.certificate(), contents.certificate(number="7")]),
        ),
        ("major", contents.major(kinds=["罚款"], matters=["A1", "A2"])),
        ("benchmark", contents.benchmark()),
    ],
)
def test_what_is_exported_says_the_same_when_it_is_read(
    office: Office, library: str, content: dict[str, Any]
) -> None:
    batch = read(office, sheet(library, [content]), library)

    (row,) = batch.rows.all()
    assert row.errors == []
    assert row.content == LIBRARIES[library].read(content).model_dump(mode="json")


def test_nothing_stands_in_the_library_before_it_is_written(office: Office) -> None:
    batch = read(office, sheet("officer", officers(3)))

    assert (batch.state, batch.records) == (ImportState.CHECKED, 3)
    assert not Submission.objects.filter(library="officer").exists()
    assert not arriving.files().exists(batch.digest)


def test_every_wrong_cell_is_named_with_its_rule(office: Office) -> None:
    heads = [
        "姓名*",
        "编制*",
        "执法证号",
        "发证机关",
        "执法类别",
        "执法区域（区划代码）",
        "有效期自",
        "有效期至",
    ]
    good = ["甲", "行政编制", "1", "金沙县人民政府", "市场监管", "520523", "2023-01-01", "2035-12-31"]
    batch = read(
        office,
        typed(
            heads,
            good,
            ["乙", "临时工", "2", *good[3:]],
            ["", "行政编制", "3", *good[3:]],
            ["丁", "行政编制", "4", *good[3:6], "2023年13月1日", "2035-12-31"],
            ["戊", "行政编制", "5", *good[3:5], "金沙", *good[6:]],
            ["己", "行政编制", "6", *good[3:6], "2035-12-31", "2023-01-01"],
        ),
    )

    found = {(line, title): rule for line, title, rule in errors_of(batch)}
    assert found[(3, "编制")].startswith("只能是：行政编制")
    assert found[(4, "姓名")] == "必填"
    assert found[(5, "有效期自")] == "应为日期，例如 2026-03-02"
    assert found[(6, "执法区域（区划代码）")].startswith("格式不对")
    assert found[(7, "执法证号")] == "有效期至不能早于有效期自"


def test_what_the_law_forbids_is_told_with_its_article(office: Office) -> None:
    batch = read(office, sheet("officer", officers(1, staffing="合同制")))

    ((line, title, rule),) = errors_of(batch)
    assert (line, title) == (2, "")
    assert "《贵州省行政执法监督办法》" in rule


def test_a_number_that_stands_twice_in_the_file_is_told_at_its_second_place(office: Office) -> None:
    batch = read(office, sheet("officer", [*officers(2), officers(1)[0]]))

    ((line, _, rule),) = errors_of(batch)
    assert line == 4
    assert "在本文件第2行已经出现" in rule


def test_with_a_faulty_record_left_nothing_is_written(office: Office) -> None:
    batch = read(office, sheet("officer", [*officers(2), contents.officer(staffing="借调")]))

    with pytest.raises(Invalid, match="还有 1 条，请先改正或者略过"):
        writing.write(batch.pk, hand_in=True, actor=office.clerk)
    assert not Submission.objects.exists()


def test_a_mended_record_is_checked_again_and_written(office: Office) -> None:
    batch = read(office, sheet("officer", [*officers(2), contents.officer(staffing="借调")]))
    row = batch.rows.get(state=RowState.FAULTY)

    still = arriving.mend(batch.pk, row.line, [{**row.cells[0], "编制": "临时"}], actor=office.clerk)
    assert still.state == RowState.FAULTY
    arriving.mend(batch.pk, row.line, [{**row.cells[0], "编制": "事业编制"}], actor=office.clerk)

    assert written(office, batch).state == ImportState.WRITTEN
    assert Submission.objects.filter(library="officer", state=State.SUBMITTED).count() == 3


def test_a_skipped_record_holds_up_nothing(office: Office) -> None:
    batch = read(office, sheet("officer", [*officers(2), contents.officer(staffing="借调")]))

    assert arriving.skip(batch.pk, [4], actor=office.clerk) == 1
    written(office, batch)

    assert Submission.objects.filter(library="officer").count() == 2


def test_what_was_imported_is_admitted_by_the_legal_office_alone(office: Office) -> None:
    written(office, read(office, sheet("officer", officers(2))))
    ids = list(Submission.objects.values_list("pk", flat=True))

    assert settling.admit_many(ids, actor=office.justice).admitted == 2
    again = read(office, sheet("officer", [*officers(2), *officers(3)[2:]]))
    assert [row.state for row in again.rows.all()] == [RowState.SAME, RowState.SAME, RowState.READY]


def test_a_record_that_stands_already_is_amended(office: Office) -> None:
    office.admitted("officer", officers(1)[0])
    written(office, read(office, sheet("officer", officers(1, post="副大队长"))))

    (row,) = Submission.objects.filter(state=State.SUBMITTED)
    assert (row.action, row.number, row.content["post"]) == ("amend", 2, "副大队长")


def test_an_import_is_taken_back_whole_but_for_what_was_admitted(office: Office) -> None:
    batch = written(office, read(office, sheet("officer", officers(3))))
    settling.admit(Submission.objects.order_by("key")[0].pk, actor=office.justice)

    writing.undo(batch.pk, actor=office.clerk)
    outbox.drain()

    batch.refresh_from_db()
    assert batch.state == ImportState.UNDONE
    assert sorted(Submission.objects.values_list("state", flat=True)) == ["admitted", "dropped", "dropped"]
    assert [row.state for row in batch.rows.all()] == [RowState.WRITTEN, RowState.UNDONE, RowState.UNDONE]


def test_an_import_that_has_not_been_written_cannot_be_taken_back(office: Office) -> None:
    batch = read(office, sheet("officer", officers(1)))

    with pytest.raises(NotOpen):
        writing.undo(batch.pk, actor=office.clerk)


def test_an_interrupted_reading_goes_on_behind_the_last_line_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sheet("officer", officers(150))
    batch = arriving.arrive("officer", file, "人员.xlsx", len(file.getvalue()), actor=office.clerk)
    calls = iter(range(1000))

    def fall(done: int, of: int) -> None:
        if next(calls) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(arriving, "report", fall)
    news = outbox.News(1, arriving.READ, str(batch.pk), {"batch": str(batch.pk)}, batch.at)
    with pytest.raises(KeyboardInterrupt):
        arriving.on_read(news)
    assert batch.rows.count() == 2 * arriving.STEP
    arriving.on_read(news)

    assert list(batch.rows.values_list("line", flat=True)) == list(range(2, 152))


def test_an_interrupted_writing_writes_nothing_twice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = read(office, sheet("officer", officers(150)))
    writing.write(batch.pk, hand_in=True, actor=office.clerk)

    def fall(done: int, of: int) -> None:
        raise KeyboardInterrupt

    news = outbox.News(1, writing.WRITE, str(batch.pk), {"batch": str(batch.pk)}, batch.at)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(writing, "report", fall)
        writing.on_write(news)
    assert Submission.objects.count() == arriving.STEP
    writing.on_write(news)

    assert Submission.objects.count() == 150
    assert Submission.objects.values("key").distinct().count() == 150


def test_what_somebody_else_entered_meanwhile_is_told_and_the_rest_is_written(office: Office) -> None:
    batch = read(office, sheet("officer", officers(3)))
    office.submitted("officer", officers(2)[1])

    written(office, batch)

    assert batch.state == ImportState.CHECKED
    ((line, _, rule),) = errors_of(batch)
    assert line == 3
    assert "刚刚由他人填报" in rule
    assert Submission.objects.count() == 3


def test_a_legal_office_names_the_agency_in_every_line(office: Office) -> None:
    heads = [AGENCY, *(column.title for column in columns_of("power"))]
    line = rows_of("power", contents.power())[0]
    file = typed(heads, [office.agency.uscc, *line], ["91350100M000100Y43", *line])

    batch = read(office, file, "power", actor=office.justice)

    ((row, title, rule),) = errors_of(batch)
    assert (row, title) == (3, AGENCY)
    assert "所属执法部门" in rule
    assert batch.rows.get(line=2).agency == office.agency


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (io.BytesIO(b"not a workbook"), "不是完好的 XLSX"),
        (typed(["姓名", "编制", "工号"], ["甲", "行政编制", "1"]), "不认识“工号”这一列"),
        (typed(["姓名"], ["甲"]), "没有“编制”这一列"),
        (typed(["姓名", "编制", "姓名"], ["甲", "行政编制", "甲"]), "出现了两次"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(office: Office, file: io.BytesIO, fault: str) -> None:
    batch = read(office, file)

    assert batch.state == ImportState.BROKEN
    assert fault in batch.fault


def test_only_clerks_and_legal_offices_import_and_only_their_own(office: Office) -> None:
    batch = read(office, sheet("officer", officers(1)))

    with pytest.raises(NotFound):
        arriving.import_of(office.justice, batch.pk)
    assert arriving.import_of(office.colleague, batch.pk) == batch


def test_faulty_records_come_back_with_a_note_at_the_wrong_cell(office: Office) -> None:
    batch = read(office, sheet("officer", [*officers(1), contents.officer(staffing="借调")]))
    row = batch.rows.get(state=RowState.FAULTY)
    row.errors = [{"line": row.line, "title": "编制", "rule": "不得借调"}]

    with faulty("officer", [row], with_agency=False) as file:
        page = load_workbook(io.BytesIO(file.read())).worksheets[0]

    assert page["B2"].value == "借调"
    assert page["B2"].comment is not None
    assert "不得借调" in page["B2"].comment.text
