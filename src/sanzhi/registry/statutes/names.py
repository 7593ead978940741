"""One key for the many ways in which the title of a statute is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sanzhi.law.citations import short_title
from sanzhi.registry.statutes.model import Version

_BRACKETS = str.maketrans("（）〔〕[]", "()()()")
_MARKS = re.compile('[《》〈〉<>“”"、，\\s]')
_EDITION = re.compile(r"\(((?:19|20)\d\d)[^()]{0,6}\)$")
_DOCUMENT_NUMBER = re.compile(r"^([一-鿿]{1,8}〔\d{4}〕\d+号)(?=.)")
_ISSUER = re.compile(r"^国务院(?:办公厅)?(?=关于)")
# Where the source files a text under less than its full title, the full title finds it too.
_FULL_TITLES = {
    "农业农村部规范农业行政处罚自由裁量权办法": "规范农业行政处罚自由裁量权办法",
    "市场监督管理行政处罚裁量权的指导意见": "关于规范市场监督管理行政处罚裁量权的指导意见",
}


# Titles are few and asked for again and again: an import asks for those of every power.
@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """What two spellings of one title have in common; the edition, (2004修正), is left out."""
    plain = _MARKS.sub("", short_title(name).translate(_BRACKETS)).replace("中华人民共和国", "")
    return _EDITION.sub("", plain)


def edition(name: str) -> int | None:
    """The year in 土地管理法(2004修正), None for a title without one."""
    found = _EDITION.search(short_title(name).translate(_BRACKETS))
    return int(found[1]) if found else None


def keys(version: Version) -> Iterator[str]:
    """Every key under which `version` is found: title, document number, title without its issuer."""
    yield key(version.law)
    yield key(version.title)
    number = _DOCUMENT_NUMBER.match(version.title)
    if number:
        yield key(number[1])
    yield key(_ISSUER.sub("", version.law))
    if version.law in _FULL_TITLES:
        yield key(_FULL_TITLES[version.law])
