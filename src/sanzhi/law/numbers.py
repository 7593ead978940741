"""Document numbers (文号): 机关代字 +〔年份〕+ 序号 + 号.

What this system writes has one form: 黔金市监罚〔2026〕12号, full-width brackets, serial not padded
(党政机关公文格式 GB/T 9704). What arrives from elsewhere is read in all forms that agencies have really
used: ( ), [ ], 【 】 around the year, 第 before the serial, no 号 at the end, serials that are not plain
numbers, a place in brackets in front, or no agency code at all.
"""

import re
from dataclasses import dataclass

_OPENING, _CLOSING = "(（[［〔【", ")）]］〕】"
_PAIRS = dict(zip(_OPENING, _CLOSING, strict=True))
_LEFT, _RIGHT = re.escape(_OPENING), re.escape(_CLOSING)
_WORD = r"[0-9A-Za-z\u4e00-\u53f6\u53f8-\u9fff]+"
_NUMBER = re.compile(
    rf"(?P<symbol>\S*?)(?P<open>[{_LEFT}])(?P<year>(?:19|20)\d\d)(?P<close>[{_RIGHT}])"
    rf"(?P<nth>第?)(?P<serial>{_WORD}(?:[-－—]{_WORD})*)(?P<end>号?)"
)
_PLACE = re.compile(rf"[{_LEFT}](?P<place>[^{_LEFT}{_RIGHT}]+)[{_RIGHT}]")
_LONGEST = 18
_TO_ROUND = str.maketrans(_OPENING + _CLOSING, "（" * len(_OPENING) + "）" * len(_CLOSING))


class BadNumber(ValueError):
    """The text is no document number. The message is a Chinese sentence for the person who typed it."""


@dataclass(frozen=True)
class DocumentNumber:
    """A document number taken apart.

    `symbol` is the agency code as written (may be empty), `place` the place in brackets at its front if
    there is one, `serial` the sequence as written, `nth` whether 第 stood before it, `hao` whether 号 stood
    after it.
    """

    symbol: str
    year: int
    serial: str
    place: str = ""
    nth: bool = False
    hao: bool = True

    @property
    def ordinal(self) -> int | None:
        """The sequence as a number, or None when it is not one (执法二中队-9) or is too long for one."""
        counts = self.serial.isascii() and self.serial.isdigit() and len(self.serial) <= _LONGEST
        return int(self.serial) if counts else None

    @property
    def canonical(self) -> str:
        """One spelling for all variants, to compare and search by: （湘株醴）应急罚〔2023〕125号."""
        serial = str(self.ordinal) if self.ordinal is not None else self.serial
        return f"{self.symbol.translate(_TO_ROUND)}〔{self.year}〕{serial}号"

    def __str__(self) -> str:
        nth, hao = "第" if self.nth else "", "号" if self.hao else ""
        return f"{self.symbol}〔{self.year}〕{nth}{self.serial}{hao}"


def parse_number(text: str) -> DocumentNumber:
    """Take a document number apart, in any of the forms in use. Raises BadNumber."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise BadNumber("文号应当包含带括号的四位年份和序号，例如：黔金市监罚〔2026〕12号")
    if _PAIRS[match["open"]] != match["close"]:
        raise BadNumber("文号中年份两侧的括号不成对")
    place = _PLACE.match(match["symbol"])
    return DocumentNumber(
        symbol=match["symbol"],
        year=int(match["year"]),
        serial=match["serial"],
        place=place["place"] if place else "",
        nth=bool(match["nth"]),
        hao=bool(match["end"]),
    )


def format_number(symbol: str, year: int, ordinal: int) -> str:
    """The one form that this system writes. `ordinal` counts from 1. Raises BadNumber."""
    if ordinal < 1:
        raise BadNumber("文号序号应当从1开始")
    if not 1949 <= year <= 2099:
        raise BadNumber("文号年份应当是四位公历年份")
    if not symbol or symbol != symbol.strip() or re.search(r"\s|〔", symbol):
        raise BadNumber("机关代字不能为空，也不能含有空格或六角括号")
    return f"{symbol}〔{year}〕{ordinal}号"
