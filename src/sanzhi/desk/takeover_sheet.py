"""The workbook of running cases: one line a case, read into the act's data, refused cell by cell."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, Final
from uuid import UUID

import xlsxwriter

from sanzhi.cases.acts.carried import STEPS
from sanzhi.desk.money import to_fen
from sanzhi.law.citations import parse
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.registry.models import Certificate, Power
from sanzhi.registry.sheets.reading import lines_in

MOST_ROWS = 300
_PARTIES: Final = ("法人", "非法人组织", "个体工商户", "自然人")
_SOURCES: Final = ("现场检查", "投诉", "举报", "上级交办", "其他机关移送", "媒体曝光", "其他")
# Title of the column, the field that it fills, what to write.
COLUMNS: Final[tuple[tuple[str, str, str], ...]] = (
    ("原案号", "number", "必填"),
    ("案由", "suspected", "必填，例如：涉嫌经营超过保质期的食品"),
    ("当事人类型", "party.type", "必填"),
    ("当事人名称", "party.name", "必填"),
    ("统一社会信用代码", "party.uscc", "法人、非法人组织必填"),
    ("公民身份号码", "party.id_number", "自然人填写"),
    ("法定代表人", "party.legal_representative", "选填"),
    ("住所", "party.address", "必填"),
    ("联系电话", "party.phone", "选填"),
    ("案件来源", "source", "必填"),
    ("收到线索日期", "received_on", "必填，例如 2026-03-02"),
    ("案情摘要", "summary", "必填"),
    ("现处环节", "step", "必填"),
    ("承办人执法证号", "officers.0", "必填"),
    ("协办人执法证号", "officers.1", "必填"),
    ("处罚事项编码", "power", "调查取证、执行必填；权责清单中的编码"),
    ("违反条款", "violated", "调查取证、执行必填，例如：《食品安全法》第三十四条第十项"),
    ("立案日期", "filed_on", "调查取证、执行必填"),
    ("决定书文号", "decision_number", "执行必填"),
    ("决定日期", "decided_on", "执行必填"),
    ("决定书送达日期", "served_on", "执行必填"),
    ("决定公示日期", "published_on", "执行必填"),
    ("罚款金额", "fine_fen", "执行必填，单位元"),
    ("已缴金额", "paid_fen", "单位元"),
    ("此前经过", "note", "选填"),
)
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "party.type": _PARTIES,
    "source": _SOURCES,
    "step": tuple(STEPS),
}
_TITLES: Final = {field: title for title, field, _ in COLUMNS}


@dataclass(frozen=True)
class Line:
    """One line of the sheet: its number in the file, its cells by column, and what could not be read."""

    number: int
    cells: Mapping[str, str]
    data: Mapping[str, Any]
    faults: tuple[FieldError, ...]


def template() -> IO[bytes]:
    """The workbook to fill in: head, hints, and lists to choose from."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet("在办案件"), book.add_format({"bold": True})
        for place, (title, field, hint) in enumerate(COLUMNS):
            sheet.write_string(0, place, title, bold)
            sheet.write_comment(0, place, hint)
            sheet.set_column(place, place, 20, book.add_format({"num_format": "@"}))
            if field in _CHOICES:
                allowed = {"validate": "list", "source": list(_CHOICES[field])}
                sheet.data_validation(1, place, MOST_ROWS, place, allowed)
        sheet.freeze_panes(1, 1)
    file.seek(0)
    return file


def lines_of(file: BinaryIO, agency_id: UUID) -> list[Line]:
    """The lines of a filled-in workbook; ``Invalid`` when head or size are wrong."""
    rows = lines_in(file)
    head = [text.strip() for text in next(rows, (0, ()))[1]]
    titles = [title for title, _, _ in COLUMNS]
    missing = [title for title in titles if title not in head]
    if missing:
        raise Invalid([FieldError("file", "文件", f"缺少这些列：{'、'.join(missing)}。请使用模板")])
    filled = list(_cells(rows, head))
    if not filled:
        raise Invalid([FieldError("file", "文件", "没有填写任何案件")])
    if len(filled) > MOST_ROWS:
        raise Invalid([FieldError("file", "文件", f"一次最多转入 {MOST_ROWS} 件，请分成几个文件")])
    return [_line(number, cells, agency_id) for number, cells in filled]


def reasons(faults: Sequence[FieldError]) -> list[tuple[str, str]]:
    """(column, rule) of each fault of a line, the column by its title in the sheet."""
    return [(_column(fault), fault.rule) for fault in faults]


def _cells(
    rows: Iterator[tuple[int, Sequence[str]]], head: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, values in rows:
        cells = {
            title: text.strip() for title, text in zip(head, values, strict=False) if title and text.strip()
        }
        if cells:
            yield number, cells


def _line(number: int, cells: Mapping[str, str], agency_id: UUID) -> Line:
    data: dict[str, Any] = {"party": {}, "officers": []}
    faults: list[FieldError] = []
    for title, field, _ in COLUMNS:
        text = cells.get(title, "")
        try:
            value = _value(field, text, agency_id)
        except ValueError as error:
            faults.append(FieldError(field, title, str(error)))
            continue
        if value not in ("", None):
            _put(data, field, value)
    return Line(number, cells, data, tuple(faults))


def _put(data: dict[str, Any], field: str, value: Any) -> None:
    outer, _, inner = field.partition(".")
    if outer == "officers":
        data["officers"].append(value)
    elif inner:
        data[outer][inner] = value
    else:
        data[outer] = value


def _value(field: str, text: str, agency_id: UUID) -> Any:
    """What a cell means; ValueError says in Chinese what is wrong with it."""
    if field.startswith("officers"):
        return _officer(text)
    if field == "power" and text:
        return _power(text, agency_id)
    read = _READERS.get(field)
    return read(text) if read and text else text


def _officer(text: str) -> str:
    if not text:
        raise ValueError("必填")
    held = Certificate.objects.filter(number=text).order_by("-valid_until").first()
    if held is None:
        raise ValueError("没有这一执法证号")
    return str(held.officer_id)


def _power(text: str, agency_id: UUID) -> str:
    found = Power.objects.filter(agency_id=agency_id, code=text).order_by("-number").first()
    if found is None:
        raise ValueError("本机关的权责清单中没有这一编码")
    return str(found.pk)


def _fen(text: str) -> int:
    fen = to_fen(text)
    if fen is None:
        raise ValueError("应为金额，例如 52120.00")
    return fen


def _articles(text: str) -> list[dict[str, str]]:
    named = parse(text)
    if not named:
        raise ValueError("写成《法律名称》第几条的样子，例如：《食品安全法》第三十四条第十项")
    return [{"law": each.law, "article": each.article} for each in named]


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "fine_fen": _fen,
    "paid_fen": _fen,
    "violated": _articles,
}


def _column(fault: FieldError) -> str:
    """Where a fault of the act's data stands in the sheet."""
    if fault.field in _TITLES:
        return _TITLES[fault.field]
    outer = fault.field.split(".")[0]
    known = {"officers": "承办人执法证号", "party": "统一社会信用代码"}
    return known.get(outer) or _TITLES.get(outer) or fault.label
