"""Workbooks that are written: the template, a library in its columns, faulty records with their faults."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

import xlsxwriter

from sanzhi.registry.imports import ImportRow
from sanzhi.registry.libraries import LIBRARIES
from sanzhi.registry.sheets.columns import AGENCY, Column, columns_of, rows_of

_LAST_ROW = 1_048_575
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_RULES = (
    "每条记录填一行；带 * 的列必填。",
    "一条记录有多项证件、培训或者裁量阶次的，第二项起在下面各占一行，只填这几列，其余留空。",
    "日期写作 2026-03-02；金额以元为单位；多项用顿号隔开。",
    "设定依据写明法律名称和条款，例如 《食品安全法》第一百二十四条第一款；多条连写。",
    "上传后先核对，有错误的记录指明到单元格；全部改正或者略过之后才写入，写入之后可以整批撤销。",
)


def template(library: str, *, with_agency: bool) -> IO[bytes]:
    """An empty workbook with heads, hints, choices, and a page of rules. The caller closes the file."""
    return _workbook(library, [], with_agency=with_agency)


def exported(
    library: str, contents: Iterable[tuple[str, Mapping[str, Any]]], *, with_agency: bool
) -> IO[bytes]:
    """Records in the columns of the template, so that they can be changed and imported: (agency, content)."""
    lines = (
        [*([agency if place == 0 else None] if with_agency else []), *row]
        for agency, content in contents
        for place, row in enumerate(rows_of(library, content))
    )
    return _workbook(library, lines, with_agency=with_agency)


def faulty(library: str, rows: Iterable[ImportRow], *, with_agency: bool) -> IO[bytes]:
    """The faulty records of an import as they were typed; what is wrong stands in a note at its cell."""
    heads = _heads(library, with_agency=with_agency)
    lines: list[Sequence[Any]] = []
    notes: dict[tuple[int, int], list[str]] = {}
    for row in rows:
        for error in row.errors:
            column = heads.index(error["title"]) if error["title"] in heads else 0
            place = (1 + len(lines) + error["line"] - row.line, column)
            notes.setdefault(place, []).append(error["rule"])
        lines += [[cells.get(head) for head in heads] for cells in row.cells]
    return _workbook(library, lines, with_agency=with_agency, notes=notes)


def _heads(library: str, *, with_agency: bool) -> list[str]:
    return [*([AGENCY] if with_agency else []), *(column.title for column in columns_of(library))]


def _workbook(
    library: str,
    lines: Iterable[Sequence[Any]],
    *,
    with_agency: bool,
    notes: Mapping[tuple[int, int], Sequence[str]] | None = None,
) -> IO[bytes]:
    # The caller hands the file to an answer, which closes it; closing removes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        sheet = book.add_worksheet(LIBRARIES[library].title[:31])
        _write_head(book, sheet, library, with_agency=with_agency)
        wrong = book.add_format({"bg_color": "#F9D6D5"})
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                if value not in (None, ""):
                    sheet.write_string(number, column, str(value))
        for (number, column), rules in (notes or {}).items():
            sheet.conditional_format(number, column, number, column, {"type": "no_errors", "format": wrong})
            sheet.write_comment(number, column, "；".join(rules))
        rules = book.add_worksheet("填写说明")
        rules.set_column(0, 0, 100)
        for number, rule in enumerate(_RULES):
            rules.write_string(number, 0, rule)
    file.seek(0)
    return file


def _write_head(book: Any, sheet: Any, library: str, *, with_agency: bool) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1})
    first = int(with_agency)
    if with_agency:
        sheet.write_string(0, 0, f"{AGENCY}*", bold)
        sheet.set_column(0, 0, 24)
    for place, column in enumerate(columns_of(library), start=first):
        _write_column(book, sheet, place, column, bold)
    sheet.freeze_panes(1, first + 1)


def _write_column(book: Any, sheet: Any, place: int, column: Column, bold: Any) -> None:
    # Text, so that the spreadsheet keeps leading noughts and does not turn a code into a number.
    sheet.set_column(place, place, column.width, book.add_format({"num_format": "@"}))
    mark = "*" if column.required and not column.group else ""
    sheet.write_string(0, place, f"{column.title}{mark}", bold)
    if column.hint:
        sheet.write_comment(0, place, column.hint)
    if column.options:
        rule = {
            "validate": "list",
            "source": list(column.options),
            "error_title": "不在选项之内",
            "error_message": f"只能是：{'、'.join(column.options)}"[:255],
        }
        sheet.data_validation(1, place, _LAST_ROW, place, rule)
