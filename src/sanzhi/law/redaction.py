"""From a served text to a public one: names of natural persons shortened, their identifiers taken out, all
of it logged.

Names come from the structured parties of the case, never from guessing at text. What is hidden:
政府信息公开条例 Art 15, 行政处罚法 Art 50, 个人信息保护法 Art 28, 公示规定 Art 6; the text otherwise equals
the served one (公示规定 Art 7).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.sensitive import HIDDEN, Kind, Span, find_identifiers, plain, widen
from sanzhi.law.statutes import OGI, OPINION_118, apl

HIDE = Rule("P24", (Citation(OGI, "第十五条"), apl("第五十条")))
SHOW = Rule("P1", (Citation(OPINION_118, "第二部分（六）"),))
SHOW_OFFICERS = Rule("P22", (Citation(OPINION_118, "第二部分（四）"),))

_COMPOUND_RUN = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠"
    "公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁"
    "拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌梁丘左丘西门第五南荣东里仲长即墨达奚褚师纳兰"
)
_COMPOUND = frozenset(_COMPOUND_RUN[i : i + 2] for i in range(0, len(_COMPOUND_RUN), 2))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_DOTS = "·•・‧"
_REDUCED = re.compile(r"[某*＊×]")


class Role(StrEnum):
    """In what role a natural person stands in the case."""

    PARTY = "当事人"
    REPRESENTATIVE = "法定代表人"
    AGENT = "代理人"
    WITNESS = "证人"
    VICTIM = "受害人"
    INFORMER = "举报人"
    OFFICER = "执法人员"
    OTHER = "其他"


@dataclass(frozen=True)
class Person:
    """A natural person of the case, with the values that are hidden wherever they stand, whatever they look
    like.
    """

    name: str
    role: Role
    id_number: str = ""
    phone: str = ""
    account: str = ""
    address: str = ""


@dataclass(frozen=True)
class Policy:
    """What the agency has decided where the law leaves it open.

    `show_party` lets the punished person's name stand (masked by default). `keep` are exact texts that stay
    as they are: names and addresses of entities, the agency's own telephone, the document number.
    """

    show_party: bool = False
    keep: tuple[str, ...] = ()


MASK_ALL = Policy()


@dataclass(frozen=True)
class Mask:
    """One entry of the mask log: what stood at `start` up to `end` of the served text, and what stands
    there now.
    """

    kind: Kind
    start: int
    end: int
    original: str
    replacement: str


@dataclass(frozen=True)
class Redacted:
    """The public text with its mask log. Only `kinds` may go out; the log itself holds what was hidden."""

    text: str
    masks: tuple[Mask, ...]

    @property
    def kinds(self) -> list[str]:
        """The kinds hidden, each once, in the order of `Kind`."""
        used = {mask.kind for mask in self.masks}
        return [kind.value for kind in Kind if kind in used]


def redact(text: str, persons: Sequence[Person], policy: Policy = MASK_ALL) -> Redacted:
    """Hide the names and identifiers of natural persons in `text`. Redacting twice changes nothing more."""
    names = aliases(persons, policy)
    parts, masks, at = [], [], 0
    for span in _spans(text, persons, policy):
        original = text[span.start : span.end]
        named = span.kind is Kind.NAME
        replacement = names[_bare(original)] if named else f"（{span.kind.value}{HIDDEN}）"
        parts += [text[at : span.start], replacement]
        masks.append(Mask(span.kind, span.start, span.end, original, replacement))
        at = span.end
    return Redacted("".join([*parts, text[at:]]), tuple(masks))


def aliases(persons: Sequence[Person], policy: Policy = MASK_ALL) -> dict[str, str]:
    """What each hidden name becomes: 王某, or 王某甲 and 王某乙 where several share a surname.

    It depends on the order of `persons` alone, so title, text and summary of one document agree. Names of
    officers on duty stay; names that are already shortened are left alone.
    """
    names = list(dict.fromkeys(_bare(person.name) for person in persons if _is_hidden(person, policy)))
    shared = Counter(surname(name) for name in names)
    seen: Counter[str] = Counter()
    found = {}
    for name in names:
        family = surname(name)
        nth = seen[family]
        seen[family] += 1
        suffix = "" if shared[family] == 1 else _STEMS[nth] if nth < len(_STEMS) else str(nth + 1)
        found[name] = f"{family}某{suffix}"
    return found


def surname(name: str) -> str:
    """What is kept of a name: the surname, both characters of a compound one, the first of a name with ·."""
    if not any(dot in name for dot in _DOTS) and len(name) > 2 and name[:2] in _COMPOUND:
        return name[:2]
    return name[:1]


@enforces("P24")
def check_must_hide(
    text: str,
    persons: Sequence[Person],
    policy: Policy = MASK_ALL,
) -> list[Finding]:
    """What a text about to go out still shows of natural persons: one refusal a place, without repeating
    the value.
    """
    return [
        HIDE.refuse(
            f"第{span.start + 1}字至第{span.end}字仍显示{span.kind.value}，应当隐去",
            "重新脱敏",
            Cure.PREPARE_RELEASE,
        )
        for span in _spans(text, persons, policy)
    ]


@enforces("P1", "P22")
def check_must_show(record: Mapping[str, Any]) -> list[Finding]:
    """What a published penalty may not leave out or hide: agency, number, party, basis, result, date,
    officers.

    `record` is the public record of a penalty. 国办发〔2018〕118号 part 2 (6): agency, object, class and
    conclusion; part 2 (4): officers, with name and certificate number.
    """
    agency, party = record.get("agency") or {}, record.get("party") or {}
    shown = {
        "执法机关": agency.get("name"),
        "决定书文号": record.get("number"),
        "执法对象": party.get("name"),
        "处罚依据": "".join(f"{b.get('law')}{b.get('article')}" for b in record.get("basis") or ()),
        "处罚结论": record.get("penalty"),
        "决定日期": record.get("decided_on"),
    }
    cure = "补全后重新提交"
    findings = [
        SHOW.refuse(f"公示内容缺少{label}", cure, Cure.PREPARE_RELEASE)
        for label, value in shown.items()
        if not value or HIDDEN in str(value)
    ]
    officers = record.get("officers") or ()
    if not officers or not all(_is_shown(officer) for officer in officers):
        message = "公示内容应当写明执法人员的姓名和执法证号"
        findings.append(SHOW_OFFICERS.refuse(message, cure, Cure.PREPARE_RELEASE))
    return findings


def _is_shown(officer: Mapping[str, Any]) -> bool:
    name, certificate = str(officer.get("name") or ""), str(officer.get("certificate") or "")
    return bool(name and certificate) and not _REDUCED.search(name + certificate)


def _is_hidden(person: Person, policy: Policy) -> bool:
    if person.role is Role.OFFICER or (policy.show_party and person.role is Role.PARTY):
        return False
    bare = _bare(person.name)
    return len(bare) > 1 and not _REDUCED.search(bare)


def _bare(name: str) -> str:
    return re.sub(rf"[{_DOTS}]", "·", re.sub(r"\s", "", name))


def _spans(text: str, persons: Sequence[Person], policy: Policy) -> list[Span]:
    kept = [match.span() for value in policy.keep if value for match in re.finditer(re.escape(value), text)]

    def stays(span: Span) -> bool:
        return any(start <= span.start and span.end <= end for start, end in kept)

    structured = [*_names(text, persons, policy), *_values(text, persons)]
    # Identifiers are sought in the served text first: a word in a name or address may be what names a number.
    found = [span for span in [*structured, *find_identifiers(text)] if not stays(span)]
    return [span for span in widen(text, found) if not stays(span)]


def _names(text: str, persons: Sequence[Person], policy: Policy) -> Iterator[Span]:
    """Occurrences of hidden names, the longest name first; blanks inside (王　强) are part of the name."""
    names = sorted(aliases(persons, policy), key=len, reverse=True)
    if not names:
        return
    spelled = (r"\s*".join(rf"[{_DOTS}]" if c == "·" else re.escape(c) for c in name) for name in names)
    for match in re.finditer("|".join(spelled), text):
        yield Span(*match.span(), Kind.NAME)


def _values(text: str, persons: Sequence[Person]) -> Iterator[Span]:
    """Occurrences of the structured values of everybody but officers on duty."""
    bare = plain(text)
    for person in persons:
        if person.role is Role.OFFICER:
            continue
        values = (
            (person.id_number, Kind.RESIDENT),
            (person.phone, Kind.MOBILE),
            (person.account, Kind.ACCOUNT),
            (person.address, Kind.ADDRESS),
        )
        for value, kind in values:
            if len(value.strip()) < 4:
                continue
            spelled = r"\s*".join(re.escape(char) for char in plain(re.sub(r"\s", "", value)))
            for match in re.finditer(spelled, bare, re.IGNORECASE):
                yield Span(*match.span(), kind)
