"""Reading a spreadsheet: its head, and its records line by line."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sanzhi.law.errors import FieldError, Invalid
from sanzhi.registry.sheets.columns import AGENCY, columns_of

MOST_RECORDS = 50_000
MOST_BYTES = 30 * 1024 * 1024
# A zipped sheet of spaces opens into gigabytes: this much is more than a sheet of the most records takes.
_MOST_UNPACKED = 600 * 1024 * 1024
# A sheet may claim 16,384 columns and a million lines with one cell in them.
_MOST_COLUMNS = 200
# All that the unpacker, the XML parser and openpyxl raise for a workbook that is none.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, ArithmeticError, AttributeError,
    EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
_FILE = "文件"
Cells = dict[str, str]


@dataclass
class Record:
    """One record as it stands in the file: its first line, and its lines as {title: text}."""

    line: int
    cells: list[Cells] = field(default_factory=list)


def records_in(file: BinaryIO, library: str, *, with_agency: bool) -> Iterator[Record]:
    """The records of the first sheet in order; ``Invalid`` when the file or its head is wrong.

    A line whose own cells are empty, and only those of a group are filled, belongs to the record above it.
    """
    lines = lines_in(file)
    head = _head(next(lines, (0, ()))[1], library, with_agency=with_agency)
    own = {AGENCY, *(column.title for column in columns_of(library) if not column.group)}
    current: Record | None = None
    for line, values in lines:
        cells = {title: text for title, text in zip(head, values, strict=False) if title and text}
        if not cells:
            continue
        if current is not None and own.isdisjoint(cells):
            current.cells.append(cells)
            continue
        if current is not None:
            yield current
        current = Record(line, [cells])
    if current is not None:
        yield current


def lines_in(file: BinaryIO) -> Iterator[tuple[int, Sequence[str]]]:
    """Every line of the first sheet with its number, as texts; ``Invalid`` when the file is no workbook."""
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
                raise Invalid([FieldError("file", _FILE, "展开后过大，请分成几个文件导入")])
        file.seek(0)
        book = load_workbook(file, read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_col=_MOST_COLUMNS)
        for number, row in enumerate(rows, start=1):
            yield number, [_as_text(value) for value in row]
    except _DAMAGED as error:
        raise Invalid([FieldError("file", _FILE, "不是完好的 XLSX 工作簿，请用模板另存后再上传")]) from error


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    # A code of digits that the spreadsheet took for a number comes back without a decimal point.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _head(values: Sequence[str], library: str, *, with_agency: bool) -> list[str]:
    titles = [text.rstrip("*＊ ") for text in values]
    columns = columns_of(library)
    known = {column.title for column in columns} | ({AGENCY} if with_agency else set())
    wanted = [column.title for column in columns if column.required and not column.group]
    wanted = [AGENCY, *wanted] if with_agency else wanted
    faults = [
        *(f"没有“{title}”这一列" for title in wanted if title not in titles),
        *(f"不认识“{title}”这一列" for title in titles if title and title not in known),
        *(f"“{title}”这一列出现了两次" for title in sorted(known) if titles.count(title) > 1),
    ]
    if faults:
        raise Invalid([FieldError("file", "表头", fault) for fault in faults])
    return titles
