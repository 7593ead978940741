"""Reads citations of statutes out of Chinese text, and places inside a statute out of a citation.

A *place* is what stands after the title: 第五十八条第一款第二项. A *citation* is a title with one place.
Enforcement papers write both in many ways (第58条, 第（二）项, 第一、二款, 第五条至第七条, 该法第七条);
everything here answers in one way: Chinese numerals, 第二项 without brackets, one citation for each place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from sanzhi.law.findings import Citation

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERALS = "零一二三四五六七八九"
_LEVELS = {"部分": "part", "条": "article", "款": "paragraph", "项": "item", "目": "point"}
_TOP = ("part", "article")
_WIDEST_RANGE = 500
_LAST_NUMBER = 9999

_DIGITS_CLASS = "0-9０-９一二三四五六七八九十百千零〇○两"
_NUM = rf"[{_DIGITS_CLASS}]{{1,12}}"
_ONE = rf"[（(]?\s{{0,2}}{_NUM}\s{{0,2}}[）)]?"
_JOIN = r"\s{0,2}(?:、|,|，|和|及|与|或者|或|以及|至|到|[-—–－~～])\s{0,2}"
# The bound keeps reading linear: without it a long enumeration would be read again from each of its members.
_LIST = rf"{_ONE}(?:{_JOIN}第?\s{{0,2}}{_ONE}){{0,40}}\s{{0,2}}"
_UNIT = (
    rf"第\s{{0,2}}(?P<numbers>{_LIST})(?P<level>部分|[条款项目])(?:之(?P<suffix>{_NUM})(?![款项]))?"
    rf"|(?P<bare_numbers>[（(]{_LIST})(?P<bare_level>项)|(?<=部分)(?P<of_part>[（(]{_ONE})"
)
_KINDS = r"(?:法|条例|办法|规定|规则|细则|规章|规程|决定|意见|通知)"
# A title is masked before the text is scanned, so that the 第二十九条 inside
# 《关于修改〈卫生行政处罚程序〉第二十九条的通知》 is never read as a place.
_OPEN, _FILL = "\ue000", "\ue001"
_TOKEN = re.compile(
    rf"(?P<book>{_OPEN}{_FILL}*)(?:\s*(?P<note>[（(][^（）()]*[）)]))?"
    rf"|(?P<pointer>(?:该|(?<![基日])本|(?<!合)同){_KINDS})(?=[的中]?\s*第)|(?P<unit>{_UNIT})|(?P<stop>[。！？\n])"
)
_PIECE = re.compile(rf"(?P<range>至|到|[-—–－~～])?[^{_DIGITS_CLASS}至到—–－~～-]*(?P<num>{_NUM})")
_RANGE = re.compile(r"\s*(?:至|到|[-—–－~～])\s*")
_ADJACENT = re.compile(r"\s*的?\s*|" + _JOIN)
# 《甲法》…依照刑法第二百条: the article belongs to the law named without marks, not to 甲法.
_FOREIGN = re.compile(_KINDS + r"(?:的|中)?\s*$")
_OWN_RULE = re.compile(r"\s*(?:的)?(?:有关)?规定(?:的)?\s*$")
_EDITION = re.compile(r"[（(]\s*((?:19|20)\d\d)\s*年?\s*([^（）()]{0,6}?)\s*[）)]$")
_ALIAS = re.compile(r"(?:以下|下称|简称)+(?:简称|称)?(?:为)?\s*[“\"《‘「]?([^”\"》’」（）()，,]+)")
_WHOLE = re.compile(
    rf"^(?:第(?P<part>{_NUM})部分)?(?:第?(?P<article>{_NUM})条(?:之(?P<suffix>{_NUM}))?)?"
    rf"(?:第?(?P<paragraph>{_NUM})款)?(?:第?(?P<item>[（(]{_NUM}[）)](?:项|$)|{_NUM}项))?(?:第?(?P<point>{_NUM})目)?$"
)


def to_int(numeral: str) -> int:
    """The value of 一百零八, 十五, 一〇八, 108 or １０８; raises `ValueError` for anything else."""
    digits = [_DIGITS.get(c, int(c) if c.isdecimal() else None) for c in numeral]
    if not numeral or any(d is None and c not in _UNITS for c, d in zip(numeral, digits, strict=True)):
        raise ValueError(f"not a numeral: {numeral!r}")
    total = digit = 0
    for c, value in zip(numeral, digits, strict=True):
        if value is None:
            total, digit = total + (digit or 1) * _UNITS[c], 0
        else:
            digit = digit * 10 + value
    return total + digit


def to_chinese(value: int) -> str:
    """一百零八 for 108, 十五 for 15, 一千零六十 for 1060; raises `ValueError` outside 1 … 9999."""
    if not _is_number(value):
        raise ValueError(f"no article carries the number {value}")
    out, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            out += ("零" if zero else "") + _NUMERALS[digit] + sign
        zero = bool(out) and not digit
    return out[1:] if out.startswith("一十") else out


@dataclass(frozen=True)
class Place:
    """A place inside a statute; 0 means that this level is not named.

    `suffix` is the 一 of 第一百二十条之一. `article` is 0 only in a document without articles, such as a
    notice of the State Council: its headings 一、二、… are parts, its points （一）（二）… items, and a place
    is written 第二部分（六） or （六）.
    """

    part: int = 0
    article: int = 0
    suffix: int = 0
    paragraph: int = 0
    item: int = 0
    point: int = 0

    @classmethod
    def parse(cls, text: str) -> Place:
        """The one place that `text` names in any spelling; raises `ValueError` when it is not one place."""
        found = _WHOLE.match(re.sub(r"\s+", "", text))
        named = found.groupdict() if found else {}
        parts = {level: to_int(n.strip("（()）项")) for level, n in named.items() if n}
        numbered = all(map(_is_number, parts.values()))
        if not (numbered and {"part", "article", "item"} & parts.keys()):
            raise ValueError(f"not a place in a statute: {text!r}")
        return cls(**parts)

    def __str__(self) -> str:
        if not self.article:
            part = f"第{to_chinese(self.part)}部分" if self.part else ""
            return part + (f"（{to_chinese(self.item)}）" if self.item else "")
        suffix = f"之{to_chinese(self.suffix)}" if self.suffix else ""
        signs = ((self.paragraph, "款"), (self.item, "项"), (self.point, "目"))
        below = "".join(f"第{to_chinese(n)}{sign}" for n, sign in signs if n)
        return f"第{to_chinese(self.article)}条{suffix}{below}"

    def at(self, level: str, value: int) -> Place:
        """This place with `level` set to `value` and everything below it forgotten."""
        if level in _TOP:
            return Place(**{level: value})
        below = {"paragraph": ("item", "point"), "item": ("point",), "point": ()}[level]
        return replace(self, **{level: value}, **dict.fromkeys(below, 0))


@dataclass(frozen=True)
class Mention:
    """One citation and the half-open span of characters of the text that names its place."""

    citation: Citation
    start: int
    end: int


def short_title(title: str) -> str:
    """The title as citations carry it: without 《》 and 中华人民共和国, with one spelling of an edition.

    《中华人民共和国土地管理法（2004年修正）》 becomes 土地管理法(2004修正).
    """
    name = re.sub(r"\s+", "", title)
    if name.startswith("《") and name.endswith("》"):
        name = name[1:-1]
    name = re.sub(r"(^|[《〈<])中华人民共和国(?=.)", r"\1", name)
    edition = _edition(name)
    return f"{name[: edition.start()]}({edition[1]}{edition[2]})" if edition else name


def mentions(text: str, *, this: str | None = None) -> list[Mention]:
    """Every place of a statute that `text` names after a 《title》, in order, ranges and lists taken apart.

    `this` is the title of the statute that `text` itself belongs to: 本法第五条 then means it. Without
    `this`, 本法 like 该法 means the law named last. A law named without 《》 is passed over, because
    where its name begins cannot be told.
    """
    return _Reader(text, this).read()


def parse(text: str, *, this: str | None = None) -> list[Citation]:
    """The citations of `mentions`, each once, in the order in which they first stand in `text`."""
    return list(dict.fromkeys(m.citation for m in mentions(text, this=this)))


def _is_number(value: int) -> bool:
    return 1 <= value <= _LAST_NUMBER


def _edition(title: str) -> re.Match[str] | None:
    """The (2004修正) at the end of a title: group 1 is the year, group 2 the word after it."""
    found = _EDITION.search(title)
    return found if found and (not found[2] or re.search("[修版]", found[2])) else None


def _mask(text: str) -> str:
    """`text` of the same length with each outermost 《…》 replaced; an unclosed 《 is left alone."""
    out, depth, opened = list(text), 0, 0
    for i, c in enumerate(text):
        if c == "《":
            opened = i if depth == 0 else opened
            depth += 1
        elif c == "》" and depth:
            depth -= 1
            if depth == 0:
                out[opened : i + 1] = [_OPEN, *([_FILL] * (i - opened))]
    return "".join(out)


@dataclass
class _Reader:
    """Walks over the tokens of one text and remembers what the next place may lean on."""

    text: str
    this: str | None
    law: str | None = None  # the law named last
    open: bool = False  # whether an article in this sentence belongs to `law`
    place: Place | None = None  # the place read last, as long as a 款 or 项 may follow it
    start: int = 0
    end: int = 0
    names: dict[str, str] = field(default_factory=dict)

    def read(self) -> list[Mention]:
        self.law = short_title(self.this) if self.this else None
        done: list[Mention] = []
        for token in _TOKEN.finditer(_mask(self.text)):
            if token["unit"]:
                self._take(token, done)
            else:
                self._turn(token)
            self.end = token.end()
        return done

    def _turn(self, token: re.Match[str]) -> None:
        """Turns to the law of a title or of a pointer such as 该法, or away from it where a sentence ends."""
        self.place, self.open = None, not token["stop"]
        if token["book"]:
            self._name(token)
        elif token["pointer"] and token["pointer"].startswith("本") and self.this:
            self.law = short_title(self.this)

    def _name(self, token: re.Match[str]) -> None:
        name = short_title(self.text[slice(*token.span("book"))])
        note = self.text[slice(*token.span("note"))] if token["note"] else ""
        name = short_title(name + note) if _edition(note) else name
        alias = _ALIAS.search(note)
        if alias:
            self.names[short_title(alias[1])] = name
        self.law = self.names.get(name, name)

    def _take(self, token: re.Match[str], done: list[Mention]) -> None:
        level = _LEVELS[token["level"] or token["bare_level"] or "项"]
        gap = self.text[self.end : token.start()]
        if not self._belongs(level, gap):
            self.place = None
            return
        refines = level not in _TOP and not gap.strip(" 　的") and not getattr(self.place, level)
        places = self._places(token, level, after=bool(_RANGE.fullmatch(gap)))
        if not places:
            return
        if refines:
            done.pop()
        self.start = self.start if refines else token.start()
        done += [Mention(Citation(self.law or "", str(p)), self.start, token.end()) for p in places]
        self.place = places[-1]

    def _belongs(self, level: str, gap: str) -> bool:
        """Whether a number at `level`, `gap` after the last token, continues what was read."""
        if level not in _TOP:
            return self.place is not None and bool(_ADJACENT.fullmatch(gap))
        if _FOREIGN.search(gap) and not _OWN_RULE.fullmatch(gap):
            self.open = False
        return self.open and self.law is not None

    def _places(self, token: re.Match[str], level: str, *, after: bool) -> list[Place]:
        """The places of one token such as 第一、二款 or 第五至七条; `after` when 至 stands before it."""
        base = self.place or Place()
        places: list[Place] = []
        last = getattr(base, level) if after else 0
        for piece in _PIECE.finditer(token["numbers"] or token["bare_numbers"] or token["of_part"]):
            value = to_int(piece["num"])
            if not _is_number(value):
                continue
            ranged = last and (piece["range"] or not places) and 0 < value - last <= _WIDEST_RANGE
            places += [base.at(level, n) for n in range(last + 1 if ranged else value, value + 1)]
            last = value
        suffix = to_int(token["suffix"]) if token["suffix"] else 0
        if places and _is_number(suffix):
            places[-1] = replace(places[-1], suffix=suffix)
        return places
