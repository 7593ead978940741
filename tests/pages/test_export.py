"""Files of lists: opened rightly by a spreadsheet, never run by it, honest about their end."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

import pytest
from django.http import StreamingHttpResponse
from pytest import MonkeyPatch

from sanzhi.pages import export
from sanzhi.pages.export import Fen, Value, as_csv, as_xlsx

ROW: tuple[Value, ...] = (
    "金沙",
    Fen(5212000),
    date(2026, 3, 2),
    datetime(2026, 3, 1, 16, 5, tzinfo=UTC),
    7,
    None,
)


def whole(response: StreamingHttpResponse) -> bytes:
    parts: Iterable[bytes] = response.streaming_content  # type: ignore[assignment]  # Never asynchronous here.
    return b"".join(parts)


def read(rows: Iterable[Sequence[Value]], width: int = 1) -> list[list[str]]:
    text = whole(as_csv("表", [f"c{n}" for n in range(width)], rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def sheet(rows: Iterable[Sequence[Value]]) -> str:
    with zipfile.ZipFile(io.BytesIO(whole(as_xlsx("表", ["a"], rows)))) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_csv_begins_with_the_mark_that_spreadsheets_need() -> None:
    assert whole(as_csv("表", ["列"], [])) == "\ufeff列\r\n".encode()


def test_values_are_written_for_people() -> None:
    assert read([ROW], len(ROW)) == [["金沙", "52120.00", "2026-03-02", "2026-03-02 00:05", "7", ""]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", '=HYPERLINK("x")'])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    assert read([[text]]) == [["'" + text]]
    assert "<f>" not in sheet([[text]])


@pytest.mark.parametrize("text", ["a=b", "甲-乙", "1", "邮箱 a@b"])
def test_text_that_only_holds_such_a_sign_is_left_alone(text: str) -> None:
    assert read([[text]]) == [[text]]


def test_a_negative_amount_stays_a_number() -> None:
    assert read([[Fen(-20050)], [-3]]) == [["-200.50"], ["-3"]]


def test_a_workbook_holds_numbers_that_can_be_summed_and_no_links() -> None:
    xml = sheet([[Fen(5212000)], [7], [date(2026, 3, 2)], ["https://example.cn"]])
    assert "<v>52120</v>" in xml
    assert "<v>7</v>" in xml
    assert "<v>46083</v>" in xml
    assert "hyperlink" not in xml


@pytest.mark.parametrize(("count", "cut"), [(2, False), (3, True)])
def test_a_file_stops_at_the_limit_and_says_so(count: int, cut: bool, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(export, "LIMIT", 2)
    lines = read([["行"]] * count)
    assert len(lines) == 2 + cut
    assert ("已达导出上限 2 行" in lines[-1][0]) is cut


def test_no_row_beyond_the_limit_is_read(monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(export, "LIMIT", 2)
    asked = []

    def rows() -> Iterator[list[str]]:
        for number in range(1000):
            asked.append(number)
            yield [str(number)]

    read(rows())
    assert asked == [0, 1, 2]


def test_the_name_of_the_file_may_be_chinese() -> None:
    assert as_csv("执法结果", ["a"], [])["Content-Disposition"].endswith(
        "%E6%89%A7%E6%B3%95%E7%BB%93%E6%9E%9C.csv"
    )
    assert "utf-8''" in as_xlsx("执法结果", ["a"], [])["Content-Disposition"].lower()
