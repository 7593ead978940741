"""Reading a document through before it is issued: what a careful colleague would mark in the margin.

Each check is a function over the words and the source; a remark names the place and the rule and decides
nothing. What must be in a document at all is asked elsewhere (``Sheet.missing``).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from sanzhi.documents.sheets import Sheet
from sanzhi.law.amounts import from_capitals, in_capitals
from sanzhi.law.citations import parse
from sanzhi.law.identifiers import resident_fault, uscc_fault
from sanzhi.registry.statutes import library
from sanzhi.registry.statutes.library import LawNotAtHand, PlaceNotAtHand

_PAIRS = {"《": "》", "（": "）", "“": "”", "〔": "〕", "【": "】"}
_SUM = re.compile(r"([\d,]+(?:\.\d{1,2})?)元（大写：(?:人民币)?([^（）]{1,40})）")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:[(（\[［【](?:19|20)\d\d[)）\]］】]|〔(?:19|20)\d\d〕第)\d+号?"
)
# 行政处罚法 Art 59 ¶1(5), 72 ¶1(1); 行政复议法 Art 20, 23; 行政诉讼法 Art 46.
_PENALTIES = frozenset({"decision", "spot_decision"})
_REMEDIES = {
    "行政复议": "申请行政复议的途径",
    "行政诉讼": "提起行政诉讼的途径",
    "六十日": "行政复议的期限六十日",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One mark in the margin: which check, what is wrong and what to do, and the words it is about."""

    check: str
    words: str
    quote: str = ""


@dataclass(frozen=True)
class Reading:
    """A document as it is read: its kind, what it was made from, its words, its day, what went before it.

    ``earlier`` are the sources of the documents issued before it, oldest first, with their titles.
    """

    kind: str
    source: Mapping[str, Any]
    text: str
    on: date
    earlier: Sequence[tuple[str, Mapping[str, Any]]] = field(default_factory=tuple)


def check(
    sheet: Sheet,
    source: Mapping[str, Any],
    *,
    on: date,
    earlier: Sequence[tuple[str, Mapping[str, Any]]] = (),
) -> list[Remark]:
    """The remarks on a document that would be made from this source today."""
    shown = sheet.shown(source, draft=True)
    words = "\n".join(_texts(shown.get("blocks", shown["facts"])))
    reading = Reading(sheet.name, source, words, on, earlier)
    return [remark for look in _CHECKS for remark in look(reading)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name != "block":
                yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def unpaired(reading: Reading) -> Iterator[Remark]:
    """Brackets and quotation marks that are not closed in their own paragraph."""
    for line in reading.text.splitlines():
        for opening, closing in _PAIRS.items():
            if line.count(opening) != line.count(closing):
                words = f"{opening}{closing}没有成对，请核对这一段"
                yield Remark("标点", words, line[:60])


def capitals(reading: Reading) -> Iterator[Remark]:
    """Sums whose figures and capitals differ, or whose capitals are none."""
    for found in _SUM.finditer(reading.text):
        figures, written = found[1].replace(",", ""), found[2].strip()
        whole, _, cents = figures.partition(".")
        fen = int(whole) * 100 + int(cents.ljust(2, "0") or 0)
        if _fen(written) != fen:
            yield Remark("金额", f"数字与大写不一致，{found[1]}元的大写是“{in_capitals(fen)}”", found[0])


def _fen(written: str) -> int | None:
    """Capitals that end with 角 may do without 整."""
    for text in (written, f"{written}整"):
        try:
            return from_capitals(text)
        except ValueError:
            continue
    return None


def calendar_days(reading: Reading) -> Iterator[Remark]:
    """Days that do not exist, and days later than the document."""
    for found in _DAY.finditer(reading.text):
        try:
            day = date(*map(int, found.groups()))
        except ValueError:
            yield Remark("日期", "没有这一天", found[0])
            continue
        if day > reading.on and reading.kind in _PENALTIES:
            yield Remark("日期", f"晚于本文书的日期（{reading.on.isoformat()}），请核对", found[0])


def day_order(reading: Reading) -> Iterator[Remark]:
    """Filed before found, notified before filed, decided before notified."""
    case, notice = reading.source.get("case") or {}, reading.source.get("notice_on")
    days = [
        ("线索发现日期", _day(case.get("found_on"))),
        ("立案日期", _day(case.get("filed_on"))),
        ("事先告知书送达日期", _day(notice)),
        ("本文书日期", reading.on),
    ]
    known = [(label, day) for label, day in days if day is not None]
    for (first, before), (second, after) in pairwise(known):
        if after < before:
            yield Remark("日期", f"{second}（{after.isoformat()}）早于{first}（{before.isoformat()}）")


def numbers(reading: Reading) -> Iterator[Remark]:
    """Document numbers that are not written as 〔2026〕12号 (党政机关公文格式 GB/T 9704)."""
    for found in _NUMBER.finditer(reading.text):
        yield Remark("文号", "年份用六角括号〔〕，序号不加“第”", found[0])


def citations(reading: Reading) -> Iterator[Remark]:
    """Citations that the library cannot confirm as in force on the day of the document."""
    for citation in parse(reading.text):
        named = f"《{citation.law}》{citation.article}"
        try:
            found = library().article(citation, reading.on)
        except PlaceNotAtHand:
            yield Remark("法条", "法规库中的这部法没有这一条款项，请核对", named)
        except LawNotAtHand:
            yield Remark("法条", "法规库没有这部法，请另行核对效力和条文", named)
        else:
            if found.other_version:
                yield Remark("法条", "法规库只有另一版本，请核对当日有效的条文", named)


def fixed_sentences(reading: Reading) -> Iterator[Remark]:
    """A penalty decision tells the remedies with their terms, and the surcharge where there is a fine."""
    if reading.kind not in _PENALTIES or not reading.text:
        return
    for words, told in _REMEDIES.items():
        if words not in reading.text:
            yield Remark("固定内容", f"没有写明{told}（行政处罚法第五十九条第一款第五项）")
    if reading.source.get("fine_fen") and "百分之三" not in reading.text and reading.kind == "decision":
        yield Remark("固定内容", "没有写明逾期每日按百分之三加处罚款（行政处罚法第七十二条第一款第一项）")


def party(reading: Reading) -> Iterator[Remark]:
    """The block of the party by its type: who leads it, by which number it is known."""
    told = reading.source.get("party") or {}
    kind, uscc, identity = told.get("type"), told.get("uscc") or "", told.get("id_number") or ""
    if kind in {"法人", "非法人组织"} and not told.get("legal_representative"):
        yield Remark("当事人", "法人和其他组织应当写明法定代表人或者负责人", told.get("name", ""))
    if kind == "自然人" and not identity:
        yield Remark("当事人", "自然人应当写明公民身份号码", told.get("name", ""))
    if uscc and (fault := uscc_fault(uscc)):
        yield Remark("当事人", fault, uscc)
    if identity and (fault := resident_fault(str(identity))):
        yield Remark("当事人", fault, "公民身份号码")


def agreement(reading: Reading) -> Iterator[Remark]:
    """What an earlier document of the case says otherwise: the party's name, its number, the case."""
    for title, before in reading.earlier:
        for path, label in ((("party", "name"), "当事人"), (("party", "uscc"), "统一社会信用代码")):
            now, then = _at(reading.source, path), _at(before, path)
            if now and then and now != then:
                yield Remark("一致", f"{label}与《{title}》不一致，那里是“{then}”", str(now))


def penalty_sum(reading: Reading) -> Iterator[Remark]:
    """The sums of the single penalties and their total."""
    items = reading.source.get("penalty_items") or []
    fen = [each.get("fen") for each in items if isinstance(each, Mapping)]
    named: list[int] = [each for each in fen if each is not None]
    total = reading.source.get("total")
    if total is None:
        total = (reading.source.get("fine_fen") or 0) + (reading.source.get("confiscated_fen") or 0)
    if named and sum(named) != total:
        yield Remark("金额", f"各项处罚相加为 {sum(named) / 100:,.2f} 元，合计写的是 {total / 100:,.2f} 元")


_CHECKS: tuple[Callable[[Reading], Iterator[Remark]], ...] = (
    party, numbers, capitals, penalty_sum, calendar_days, day_order, citations, fixed_sentences, agreement,
    unpaired,
)  # fmt: skip


def _day(value: Any) -> date | None:
    return date.fromisoformat(value[:10]) if isinstance(value, str) and value else value or None


def _at(source: Mapping[str, Any], path: Sequence[str]) -> Any:
    found: Any = source
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
