"""Finds identifiers of natural persons in Chinese text.

Digits alone prove little: nine of a hundred random 18-digit numbers pass the check digit of a resident
number, and one of ten passes Luhn. So a number counts only with the proofs that its kind has, or with a
word before it that names it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sanzhi.law.identifiers import is_legacy_resident, resident_fault

# Full-width letters, digits and signs stand one for one, so that positions in the plain text hold in the
# original.
HIDDEN = "已隐去"
# One character of the private use area for each that is hidden, while the search goes on beside it.
_BLANK = "\ue000"
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


class Kind(StrEnum):
    """What is hidden. The value is the Chinese word that stands in its place and in the mask log."""

    NAME = "姓名"
    RESIDENT = "身份号码"
    TRAVEL = "出入境证件号码"
    MOBILE = "手机号码"
    LANDLINE = "固定电话"
    ACCOUNT = "银行账号"
    PLATE = "车牌号"
    EMAIL = "电子邮箱"
    SOCIAL = "社交账号"
    ADDRESS = "住址"
    PROPERTY = "权属证书编号"
    MEDICAL = "就诊编号"


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of the text."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class _Pattern:
    """`group` 1 is hidden where there is one; `proof` sees the bare number and the twenty characters before
    it.
    """

    kind: Kind
    regex: re.Pattern[str]
    proof: Callable[[str, str], bool] = lambda number, before: True


def plain(text: str) -> str:
    """`text` with full-width letters and digits made half-width, of the same length."""
    return text.translate(_PLAIN)


def find_identifiers(text: str) -> list[Span]:
    """Every identifier of a natural person in `text`, in order, without overlaps."""
    return widen(text, ())


def widen(text: str, known: Iterable[Span]) -> list[Span]:
    """The spans already `known` and every identifier beside them, in order, without overlaps.

    What is hidden becomes a boundary, so a number that stood against a hidden one shows only then: look until
    nothing new is found.
    """
    spans = without_overlaps(known)
    while True:
        rest = plain(_blanked(text, spans))
        wider = without_overlaps([*spans, *(s for pattern in _PATTERNS for s in _matches(pattern, rest))])
        if wider == spans:
            return spans
        spans = wider


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one: no half of a number may stay because another span
    cut it.
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end > kept[-1].end:
            last = kept.pop()
            kind = span.kind if last.kind is Kind.NAME else last.kind
            kept.append(Span(last.start, span.end, kind))
    return kept


def _blanked(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        # A shortened name still reads on; any other hidden value ends what stood before it.
        blank = "某" if span.kind is Kind.NAME else _BLANK
        text = text[: span.start] + blank * (span.end - span.start) + text[span.end :]
    return text


def luhn(digits: str) -> bool:
    """Whether a bank card number carries a right check digit (ISO/IEC 7812-1)."""
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _matches(pattern: _Pattern, text: str) -> Iterator[Span]:
    for match in pattern.regex.finditer(text):
        start, end = match.span(1 if pattern.regex.groups else 0)
        bare = re.sub(r"[ -]", "", text[start:end])
        if pattern.proof(bare, _clause_before(text, start)):
            yield Span(start, end, pattern.kind)


def _clause_before(text: str, start: int) -> str:
    """What stands before in the same clause; a word that named an earlier, hidden number names no later
    one.
    """
    return re.split(rf"[。;\n{_BLANK}]|{HIDDEN}", text[max(0, start - 200) : start])[-1]


def _resident(number: str, before: str) -> bool:
    """Check digit, date and region prove a number; a word that names it proves even a mistyped one."""
    return resident_fault(number.upper()) is None or bool(re.search(r"身份证|身份号|证件号", before))


def _legacy_resident(number: str, before: str) -> bool:
    return is_legacy_resident(number) and bool(re.search(r"身份证|身份号|证件号", before))


def _card(number: str, before: str) -> bool:
    issued = re.match(r"62|4|5[1-5]|3[0-9]|9", number) is not None
    return issued and luhn(number) and bool(re.search(r"银行|卡|账|帐|转|汇款|存", before))


def _plate(number: str, before: str) -> bool:
    return any(char.isdigit() for char in number)


def _words(*words: str) -> str:
    return rf"(?:{'|'.join(words)})"


def _gap(stops: str, most: int) -> str:
    """Up to `most` characters between a word and its number, none of `stops` and nothing already hidden."""
    return rf"(?:(?!{HIDDEN}|{_BLANK})[^{stops}]){{0,{most}}}"


_NO_AMOUNT = r"(?!\d|[.,]\d|\s?[元万])"
_IS = r"(?:号码?)?(?:为|是|在|:)?\s{0,2}"
_PROVINCE_LETTERS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_PATTERNS = (
    _Pattern(
        Kind.RESIDENT,
        re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dXx](?![0-9A-Za-z])"),
        _resident,
    ),
    _Pattern(Kind.RESIDENT, re.compile(r"(?<![0-9A-Za-z])[1-9]\d{14}(?![0-9A-Za-z])"), _legacy_resident),
    _Pattern(
        Kind.TRAVEL,
        re.compile(
            _words("护照", "通行证", "居留身份证", "居留证", "台胞证", "回乡证")
            + _gap("A-Z0-9。;", 8)
            + r"([A-Z]{1,2}\d{7,9}|\d{8,12})(?![0-9A-Za-z])"
        ),
    ),
    _Pattern(Kind.MOBILE, re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")),
    _Pattern(Kind.LANDLINE, re.compile(r"(?<!\d)\(?0\d{2,3}\)?[ -]?[2-9]\d{6,7}(?:-\d{1,5})?(?!\d)")),
    _Pattern(
        Kind.LANDLINE,
        re.compile(_words("电话", "联系方式", "传真", "座机") + _IS + r"([2-9]\d{6,7})(?!\d)"),
    ),
    _Pattern(Kind.ACCOUNT, re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)"), _card),
    _Pattern(
        Kind.ACCOUNT,
        re.compile(
            _words("账号", "帐号", "账户", "帐户", "卡号")
            + _gap(r"0-9。;,\n", 8)
            + r"(\d(?:[ -]?\d){6,27})"
            + _NO_AMOUNT
        ),
    ),
    _Pattern(
        Kind.PLATE,
        re.compile(
            rf"[{_PROVINCE_LETTERS}][A-HJ-NP-Z][·•. -]?"
            r"[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
        ),
        _plate,
    ),
    _Pattern(
        Kind.EMAIL, re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
    ),
    _Pattern(
        Kind.SOCIAL,
        re.compile(
            _words("微信", "QQ", "抖音", "支付宝")
            + r"账?"
            + _IS
            + r"([A-Za-z][A-Za-z0-9_-]{5,19}|\d{5,15})"
            + _NO_AMOUNT
        ),
    ),
    _Pattern(
        Kind.ADDRESS,
        re.compile(
            _words(
                "家庭住址", "现住址", "住址", "户籍所在地", "户籍地址?", "现住地?", "经常居住地", "居住地址?"
            )
            + r"(?:为|是|在|于|:)?\s{0,2}"
            # A name that is already shortened (欧阳某乙) is no address.
            + r"((?!\S{1,2}某\S{0,2}(?:[,。;\n()]|$))[^,。;\n()\s][^,。;\n()]{3,59})"
        ),
    ),
    _Pattern(
        Kind.PROPERTY,
        re.compile(
            _words("不动产权", "房权证", "房产证", "房屋所有权证", "土地使用证", "土地证", "林权证", "国用")
            + _gap(r",。;\n0-9A-Z第", 12)
            + r"(第?[0-9A-Z][0-9A-Z-]{3,}号?)"
        ),
    ),
    _Pattern(
        Kind.MEDICAL,
        re.compile(
            _words("病历", "住院", "门诊", "就诊卡", "病案") + r"号码?(?:为|是|:)?\s{0,2}([A-Z]{0,3}\d{4,20})"
        ),
    ),
)
