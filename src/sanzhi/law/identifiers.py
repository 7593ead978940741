"""Numbers that carry their own proof: 统一社会信用代码 (GB 32100-2015), 公民身份号码 (GB 11643-1999),
组织机构代码 (GB 11714).

Each `*_fault` function answers with None for a right number, else with the reason as a Chinese sentence.
"""

import re
from datetime import date

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ID_WEIGHTS = tuple(pow(2, 17 - i, 11) for i in range(17))
_ID_CHECKS = "10X98765432"
# Provinces of GB/T 2260, and 81–83 for residence permits of people from Hong Kong, Macao and Taiwan.
_PROVINCES = frozenset(
    f"{first}{second}"
    for first, seconds in {
        1: "12345",
        2: "123",
        3: "1234567",
        4: "123456",
        5: "01234",
        6: "12345",
        7: "1",
        8: "123",
    }.items()
    for second in seconds
)
# No such county exists, and nobody born before 1900 is a party today: a demonstration number is nobody's.
DEMONSTRATION_REGION = "520599"
_DEMONSTRATION_BIRTH = date(1880, 1, 1)
_BIRTH_YEARS = range(1800, 2100)


def uscc_check_character(first: str) -> str:
    """The 18th character for the first 17. Raises ValueError when one is outside the alphabet."""
    if len(first) != 17:
        raise ValueError("应给出前17位")
    total = sum(
        _USCC_ALPHABET.index(char) * weight for char, weight in zip(first, _USCC_WEIGHTS, strict=True)
    )
    return _USCC_ALPHABET[(31 - total % 31) % 31]


def uscc_fault(code: str) -> str | None:
    """What is wrong with a 统一社会信用代码, or None."""
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现为{len(code)}位"
    wrong = sorted(set(code) - set(_USCC_ALPHABET))
    if wrong:
        return f"统一社会信用代码只能由数字和大写字母（不含I、O、S、V、Z）组成，现含有“{'、'.join(wrong)}”"
    if not code[2:8].isdigit() or code[2:4] not in _PROVINCES | {"10"}:
        return "统一社会信用代码第3至8位应为登记管理机关行政区划码"
    if uscc_check_character(code[:17]) != code[17]:
        return "统一社会信用代码校验码不符，请核对是否有错位或者误录"
    return None


def organisation_check_character(first: str) -> str:
    """The check character of an 组织机构代码 for its first 8. Raises ValueError when one is outside the
    alphabet.
    """
    if len(first) != 8:
        raise ValueError("应给出前8位")
    total = sum(_ORG_ALPHABET.index(char) * weight for char, weight in zip(first, _ORG_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def organisation_fault(code: str) -> str | None:
    """What is wrong with a nine-character 组织机构代码 (a hyphen before the last one is allowed), or None."""
    if not re.fullmatch(r"[0-9A-Z]{8}-?[0-9X]", code):
        return "组织机构代码应为8位数字或者大写字母加1位校验码"
    if organisation_check_character(code[:8]) != code[-1]:
        return "组织机构代码校验码不符，请核对是否有错位或者误录"
    return None


def resident_check_character(first: str) -> str:
    """The 18th character of a 公民身份号码 for its first 17 digits (ISO 7064 MOD 11-2). Raises ValueError
    otherwise.
    """
    if not re.fullmatch(r"[0-9]{17}", first):
        raise ValueError("应给出前17位数字")
    return _ID_CHECKS[sum(int(c) * weight for c, weight in zip(first, _ID_WEIGHTS, strict=True)) % 11]


def resident_fault(number: str, *, on: date | None = None) -> str | None:
    """What is wrong with an 18-character 公民身份号码, or None. With `on`, a birth after that day is a
    fault too.
    """
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return "公民身份号码应为17位数字加1位数字或者大写X"
    if number[:2] not in _PROVINCES:
        return "公民身份号码前两位不是有效的省级行政区划码"
    born = birth_date(number)
    if born is None or (on is not None and born > on):
        return "公民身份号码第7至14位不是有效的出生日期"
    if resident_check_character(number[:17]) != number[17]:
        return "公民身份号码校验码不符，请核对是否有错位或者误录"
    return None


def birth_date(number: str) -> date | None:
    """The birth date inside an 18-character 公民身份号码, or None when there is no such day."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year in _BIRTH_YEARS else None


def age_on(born: date, day: date) -> int:
    """Full years of age on `day` (for the gates of 行政处罚法 Art 30: under 14, under 18).

    One is a year older from the day after the birthday on, as 周岁 is counted in law.
    """
    return day.year - born.year - ((day.month, day.day) <= (born.month, born.day))


def is_legacy_resident(number: str) -> bool:
    """Whether this is a 15-digit number of the first generation: accepted and flagged, it has no check
    digit.
    """
    return bool(re.fullmatch(r"[0-9]{15}", number)) and birth_date(f"{number[:6]}19{number[6:]}") is not None


def is_demonstration(number: str) -> bool:
    """Whether a resident number or credit code was made by this module and belongs to nobody."""
    return number.startswith(DEMONSTRATION_REGION) or number[2:8] == DEMONSTRATION_REGION


def demonstration_resident(n: int) -> str:
    """The n-th demonstration 公民身份号码: region 520599, born between 1880 and 1899, right check digit.

    Raises ValueError unless 0 ≤ n < 1,000,000.
    """
    if not 0 <= n < 1_000_000:
        raise ValueError("演示号码序号应在0至999999之间")
    born = date.fromordinal(_DEMONSTRATION_BIRTH.toordinal() + n % 7300)
    first = f"{DEMONSTRATION_REGION}{born:%Y%m%d}{n // 7300 + 1:03d}"
    return first + resident_check_character(first)


def demonstration_uscc(n: int) -> str:
    """The n-th demonstration 统一社会信用代码: an enterprise (91) of region 520599, both check characters
    right.

    Raises ValueError unless 0 ≤ n < 100,000,000.
    """
    if not 0 <= n < 100_000_000:
        raise ValueError("演示代码序号应在0至99999999之间")
    body = f"{n:08d}"
    first = f"91{DEMONSTRATION_REGION}{body}{organisation_check_character(body)}"
    return first + uscc_check_character(first)
