"""What a sheet cannot be: damaged, endless, gone, or filled with what is no amount and no day."""

import io
import zipfile

import pytest

from sanzhi.jobs import outbox
from sanzhi.registry.imports import Import, ImportState
from sanzhi.registry.sheets import arriving, reading
from sanzhi.registry.sheets.columns import BadCell, columns_of
from tests.registry.workbooks import officers, read, sheet, typed
from tests.support.registry import Office

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_file_that_arrives_twice_is_read_twice(office: Office) -> None:
    file = sheet("officer", officers(2))
    sent = [
        arriving.arrive("officer", io.BytesIO(file.getvalue()), "人员.xlsx", 9, actor=office.clerk)
        for _ in range(2)
    ]
    outbox.drain()

    assert [each.state for each in Import.objects.all()] == [ImportState.CHECKED] * 2
    assert not arriving.files().exists(sent[0].digest)


def test_a_file_that_is_gone_says_so(office: Office) -> None:
    file = sheet("officer", officers(1))
    batch = arriving.arrive("officer", file, "人员.xlsx", 9, actor=office.clerk)
    arriving.files().destroy(batch.digest)
    outbox.drain()

    batch.refresh_from_db()
    assert (batch.state, batch.fault) == (ImportState.BROKEN, "文件：已不在服务器上，请重新上传")


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("text", [b"<worksheet", b""])
def test_a_workbook_with_a_damaged_part_is_broken_and_waits_for_nobody(
    office: Office, part: str, text: bytes
) -> None:
    spoilt = io.BytesIO()
    with zipfile.ZipFile(sheet("officer", officers(1))) as whole, zipfile.ZipFile(spoilt, "w") as made:
        for each in whole.namelist():
            made.writestr(each, text if each == part else whole.read(each))
    spoilt.seek(0)

    batch = read(office, spoilt)

    assert batch.state == ImportState.BROKEN
    assert not arriving.files().exists(batch.digest)


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_a_library_is_wide(office: Office) -> None:
    file = typed(["姓名", "编制"], ["甲", "行政编制"])
    wide = io.BytesIO()
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(wide, "w") as made:
        for each in whole.namelist():
            made.writestr(each, whole.read(each).replace(b'ref="A1:B2"', b'ref="A1:XFD2"'))
    wide.seek(0)

    assert {len(values) for _, values in reading.lines_in(wide)} == {200}


@pytest.mark.parametrize("text", ["Infinity", "NaN", "1e99", "9" * 14, "-1", "10.005", "一万"])
def test_what_is_no_amount_of_money_is_told(text: str) -> None:
    (column,) = (each for each in columns_of("major") if each.field == "at_least_fen")

    with pytest.raises(BadCell):
        column.read(text)
    assert column.read("12,000.50元") == 1_200_050


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-3-2", "2026-03-02"), ("2026年3月2日", "2026-03-02"), ("20260302", "2026-03-02")]
    + [(wrong, None) for wrong in ("2026112", "202632", "2026-0302", "20261301", "0000-01-01")],
)
def test_a_day_that_may_be_two_is_none(text: str, day: str | None) -> None:
    (column,) = (each for each in columns_of("officer") if each.field == "valid_from")

    if day is None:
        with pytest.raises(BadCell):
            column.read(text)
    else:
        assert column.read(text) == day
