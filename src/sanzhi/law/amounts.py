"""Money in integer fen, in figures and in the capital numerals (中文大写) of official papers, and the
surcharge.
"""

import re

from sanzhi.law.rules import RuleRow

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿")
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)} | {"〇": 0, "两": 2}
_PLACE_VALUE = {"拾": 10, "佰": 100, "仟": 1000}
LARGEST_FEN = 10**14 - 1
_YUAN = re.compile(r"(?P<yuan>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<cents>\d{1,2}))?")
_CAPITALS = re.compile(
    rf"(?:人民币)?(?:(?P<yuan>[{_DIGITS}拾佰仟万亿]+)[元圆])?零?(?:(?P<jiao>[{_DIGITS}])角)?零?"
    rf"(?:(?P<fen>[{_DIGITS}])分)?[整正]?"
)


def in_yuan(fen: int) -> str:
    """Figures with two decimals and commas, without a unit: 5212000 → 52,120.00. Raises ValueError below
    zero.
    """
    _check(fen)
    return f"{fen // 100:,}.{fen % 100:02d}"


def from_yuan(text: str) -> int:
    """Fen from figures in yuan: 52,120 or 79.92. Raises ValueError for anything else; nothing is rounded."""
    match = _YUAN.fullmatch(text.strip())
    if match is None:
        raise ValueError("金额应当是以元为单位的数字，最多两位小数")
    return int(match["yuan"].replace(",", "")) * 100 + int((match["cents"] or "").ljust(2, "0"))


def in_capitals(fen: int) -> str:
    """Capital numerals: 5212000 → 伍万贰仟壹佰贰拾元整, 7992 → 柒拾玖元玖角贰分. Raises ValueError out of
    range.
    """
    _check(fen)
    yuan, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    whole = f"{_integer(yuan)}元" if yuan else ""
    if not jiao and not cents:
        return f"{whole or '零元'}整"
    tail = f"{_DIGITS[jiao]}角" if jiao else ("零" if yuan else "")
    return whole + tail + (f"{_DIGITS[cents]}分" if cents else "整")


def from_capitals(text: str) -> int:
    """Fen from capital numerals, the inverse of `in_capitals`. Raises ValueError for anything else."""
    match = _CAPITALS.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        raise ValueError("不是规范的中文大写金额")
    yuan = _whole(match["yuan"]) if match["yuan"] else 0
    fen = yuan * 100 + _VALUE[match["jiao"] or "零"] * 10 + _VALUE[match["fen"] or "零"]
    if text.strip().removeprefix("人民币").replace("圆", "元").replace("正", "整") != in_capitals(fen):
        raise ValueError("不是规范的中文大写金额")
    return fen


def surcharge(row: RuleRow, fine_fen: int, days_late: int) -> int:
    """Surcharge (加处罚款) in fen after `days_late` days: `row.value` per cent a day, never above the fine.

    行政处罚法 Art 72 ¶1(1), 行政强制法 Art 45 ¶2. Days under reconsideration or suit are not counted
    (行政处罚法 Art 73 ¶3) and must be left out by the caller. A part of a fen is dropped in favour of the
    party.
    """
    if row.unit != "percent" or fine_fen < 0 or days_late < 0:
        raise ValueError("加处罚款的比例、罚款数额或者逾期天数无效")
    return min(fine_fen, fine_fen * row.value * days_late // 100)


def _check(fen: int) -> None:
    if not 0 <= fen <= LARGEST_FEN:
        raise ValueError("金额超出可书写的范围")


def _integer(number: int) -> str:
    """Capital numerals of a whole number above zero: a run of zeros between digits is written once."""
    text, zero = "", False
    for section in range(len(_SECTIONS) - 1, -1, -1):
        part = number // 10 ** (4 * section) % 10**4
        for place in range(3, -1, -1):
            digit = part // 10**place % 10
            if digit:
                text += ("零" if zero and text else "") + _DIGITS[digit] + _PLACES[place]
            zero = not digit
        text += _SECTIONS[section] if part else ""
    return text


def _whole(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in _VALUE:
            digit = _VALUE[char]
        elif char in _PLACE_VALUE:
            section, digit = section + digit * _PLACE_VALUE[char], 0
        else:
            total, section, digit = total + (section + digit) * 10 ** (4 * _SECTIONS.index(char)), 0, 0
    return total + section + digit
