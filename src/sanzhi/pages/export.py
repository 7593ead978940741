"""Lists as files: CSV that a clerk's spreadsheet opens rightly, and XLSX.

Both stop at ``LIMIT`` rows and say so in a last line rather than pretend to be whole.  Text that a
spreadsheet would take for a formula is written as text.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse

from sanzhi.pages.days import BEIJING

LIMIT = 20_000
Value = str | int | date | datetime | None
_FORMULA = ("=", "+", "-", "@")
_CONTROL = ("\t", "\r", "\n")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Fen(int):
    """An amount in fen, written as yuan with two places."""


class _Echo:
    """Hands each written line back, so that the csv module can feed a stream."""

    def write(self, text: str) -> str:
        return text


def as_csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> StreamingHttpResponse:
    """A stream of UTF-8 with a byte order mark, without which Excel in China reads GBK."""
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + str(writer.writerow(heads))
        for row in _limited(rows, len(heads)):
            yield str(writer.writerow([_plain(value) for value in row]))

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = _attachment(f"{name}.csv")
    return response


def as_xlsx(name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> FileResponse:
    """A workbook written row by row to a temporary file, then streamed."""
    # The response closes the file, and closing removes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("数据")
        bold = book.add_format({"bold": True})
        money = book.add_format({"num_format": "#,##0.00"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for line, row in enumerate(_limited(rows, len(heads)), start=1):
            for column, value in enumerate(row):
                _write(sheet, line, column, value, money, day)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX)


def _limited(rows: Iterable[Sequence[Value]], width: int) -> Iterator[Sequence[Value]]:
    source = iter(rows)
    yield from islice(source, LIMIT)
    if next(source, None) is not None:
        note = f"（已达导出上限 {LIMIT} 行，其后还有记录；请缩小筛选范围后分次导出）"
        yield [note, *[""] * (width - 1)]


def _plain(value: Value) -> str:
    """A value as CSV text; a leading apostrophe keeps text from becoming a formula."""
    if isinstance(value, Fen):
        sign = "-" if value < 0 else ""
        return f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"
    if isinstance(value, datetime):
        return f"{value.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    if isinstance(value, str) and (value.startswith(_CONTROL) or value.lstrip().startswith(_FORMULA)):
        return f"'{value}"
    return "" if value is None else str(value)


def _write(sheet: Any, line: int, column: int, value: Value, money: Any, day: Any) -> None:
    """Text is written as text whatever it begins with; a number stays one that can be summed."""
    if isinstance(value, Fen):
        sheet.write_number(line, column, value / 100, money)
    elif isinstance(value, str):
        sheet.write_string(line, column, value)
    elif value is None or isinstance(value, datetime):
        sheet.write_string(line, column, _plain(value))
    elif isinstance(value, date):
        sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
    else:
        sheet.write_number(line, column, value)


def _attachment(filename: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(filename)}"
