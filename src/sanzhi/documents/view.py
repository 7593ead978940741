"""From a frozen source to the plain data that a template prints: dates, sums and words in Chinese.

Templates only place text. Whatever has to be decided or computed is decided here, where it can be tested.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from sanzhi.documents import fonts
from sanzhi.documents.errors import BadSource
from sanzhi.documents.kinds import Kind
from sanzhi.documents.needs import Need, unmet
from sanzhi.documents.sources import Source
from sanzhi.law.amounts import in_capitals, in_yuan
from sanzhi.law.errors import FieldError

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
# The geta mark is what Chinese printers set where a character is lacking; only drafts ever show it.
GETA = "〓"

_WORDS: dict[str, dict[str, str]] = {
    "conclusion": {
        "agree": "同意案件处理意见",
        "correct": "建议纠正",
        "supplement": "建议补充调查",
        "other": "其他意见和建议",
    },
    "defence_unit": {"wd": "个工作日", "natural": "日"},
}

_PARTY_ROWS: dict[str, tuple[tuple[str, str], ...]] = {
    "natural": (
        ("姓名", "name"),
        ("性别", "gender"),
        ("", "id_number"),
        ("住址", "address"),
        ("联系电话", "phone"),
    ),
    "sole": (
        ("名称", "name"),
        ("统一社会信用代码", "uscc"),
        ("经营者", "legal_representative"),
        ("", "id_number"),
        ("经营场所", "address"),
        ("联系电话", "phone"),
    ),
    "legal": (
        ("名称", "name"),
        ("统一社会信用代码", "uscc"),
        ("法定代表人", "legal_representative"),
        ("住所", "address"),
        ("联系电话", "phone"),
    ),
    "other": (
        ("名称", "name"),
        ("统一社会信用代码", "uscc"),
        ("负责人", "legal_representative"),
        ("住所", "address"),
        ("联系电话", "phone"),
    ),
}


def parse(kind: Kind, source: Mapping[str, Any]) -> Source:
    """Read plain JSON into the model of the kind; raises `BadSource` naming each wrong field in Chinese."""
    try:
        return kind.source.model_validate(source)
    except ValidationError as error:
        raise BadSource([_field_error(kind, problem) for problem in error.errors()]) from error


def _field_error(kind: Kind, problem: Any) -> FieldError:
    place = ["*" if isinstance(step, int) else str(step) for step in problem["loc"]]
    path = ".".join(place)
    labels = {wanted.path: wanted.label for wanted in kind.needs}
    rule = str(problem["ctx"]["error"]) if problem["type"] == "value_error" else "格式不正确"
    return FieldError(path, labels.get(path, path or kind.title), rule)


def chinese_date(day: date) -> str:
    """Return `2026年3月2日`, the form that GB/T 9704-2012 7.3.5.4 prescribes."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_instant(moment: datetime) -> str:
    """Return `2026年3月2日9时05分` in Beijing time."""
    return f"{chinese_date(moment.astimezone(BEIJING).date())}{_clock(moment)}"


def span(began: datetime | None, ended: datetime | None) -> str:
    """Return `2026年3月4日9时30分至10时45分`, with the day repeated only when it changes."""
    if began is None or ended is None:
        return ""
    same_day = began.astimezone(BEIJING).date() == ended.astimezone(BEIJING).date()
    until = _clock(ended) if same_day else chinese_instant(ended)
    return f"{chinese_instant(began)}至{until}"


def _clock(moment: datetime) -> str:
    local = moment.astimezone(BEIJING)
    return f"{local.hour}时{local.minute:02d}分"


def money(fen: int) -> dict[str, str]:
    """Return an amount of fen as `{"yuan": "52,120.00", "capitals": "伍万贰仟壹佰贰拾元整"}`."""
    return {"yuan": in_yuan(fen), "capitals": in_capitals(fen)}


def facts(source: Source) -> dict[str, Any]:
    """Return the source as the templates print it, plus the rows that describe the party."""
    shown: dict[str, Any] = _show("", source.model_dump())
    shown["party_rows"] = party_rows(shown["party"])
    shown["span"] = span(getattr(source, "began_at", None), getattr(source, "ended_at", None))
    total = getattr(source, "fine_fen", 0) + getattr(source, "confiscated_fen", 0)
    shown["total"] = money(total) if total else None
    for item in shown.get("penalty_items", ()):
        if item["fen"]:
            item["text"] = without_amount(item["text"], item["fen"]["yuan"])
    return shown


def without_amount(text: str, yuan: str) -> str:
    """Return 罚款 for 罚款52120元: the template prints the amount itself, in figures and capitals."""
    exact = yuan.replace(",", "")
    spelled = {yuan, exact, yuan.removesuffix(".00"), exact.removesuffix(".00")}
    amounts = "|".join(re.escape(each) for each in sorted(spelled, key=len, reverse=True))
    return re.sub(rf"(?<![\d.,])(?:人民币)?(?<![\d.,])(?:{amounts})元$", "", text) or text


def party_rows(party: Mapping[str, str]) -> list[list[str]]:
    """Return label and value of what identifies the party, by its type (行政处罚法 Art 59 (1))."""
    rows = []
    for label, name in _PARTY_ROWS[party["type"]]:
        value = party[name]
        if value:
            rows.append([label or f"{party['id_kind']}号码", value])
    return rows


def _show(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _show(name, member) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_show(key, member) for member in value]
    return _show_one(key, value)


def _show_one(key: str, value: Any) -> Any:
    if key.endswith("fen"):
        return money(value) if value else None
    if isinstance(value, datetime):
        return chinese_instant(value)
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, str):
        return clean(_WORDS.get(key, {}).get(value, value))
    return value


def clean(text: str) -> str:
    """Make line ends and tabs uniform; they come with what people paste."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()


def mark_blanks(kind: Kind, source: Source, shown: dict[str, Any]) -> None:
    """Write 〔待填：…〕 into `shown` wherever a wanted fact is absent, so that a draft shows its gaps."""
    for wanted in unmet(kind.needs, source):
        _mark(type(source), wanted, shown)
    shown["party_rows"] = party_rows(shown["party"])


def _blank(label: str) -> str:
    return f"〔待填：{label}〕"


def _mark(model: type[BaseModel], wanted: Need, shown: dict[str, Any]) -> None:
    head, *rest = wanted.path.split(".")
    if isinstance(shown[head], list) and not rest:
        shown[head].append(_blank_member(model, head, wanted.label))
    else:
        _fill(shown, [head, *rest], _blank(wanted.label))


def _blank_member(model: type[BaseModel], name: str, label: str) -> Any:
    member = get_args(model.model_fields[name].annotation)[0]
    if not (isinstance(member, type) and issubclass(member, BaseModel)):
        return _blank(label)
    first = next(iter(member.model_fields))
    return {**_show("", member().model_dump()), first: _blank(label)}


def _fill(value: Any, steps: list[str], text: str) -> None:
    head, *rest = steps
    if head == "*":
        for member in value:
            _fill(member, rest, text)
    elif rest:
        _fill(value[head], rest, text)
    elif value[head] in (None, ""):
        value[head] = text


def texts(value: Any) -> Iterator[str]:
    """Yield every text inside plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from texts(member)
    elif isinstance(value, list):
        for member in value:
            yield from texts(member)


def missing_characters(shown: Any) -> list[str]:
    """Return the characters in plain data that no font at hand draws."""
    return fonts.missing_glyphs("".join(texts(shown)))


def undrawable(source: Mapping[str, Any]) -> list[str]:
    """Return the characters of a source that no font at hand draws.

    What the program adds itself, words, days and sums, every font of a Chinese document draws.
    """
    return fonts.missing_glyphs(clean("".join(texts(source))))


def with_getas(shown: Any) -> Any:
    """Return plain data with every character that cannot be drawn replaced by the geta mark."""
    lacking = missing_characters(shown)
    table = str.maketrans(dict.fromkeys(lacking, GETA))
    return _map_texts(shown, lambda text: text.translate(table)) if lacking else shown


def _map_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _map_texts(member, change) for name, member in value.items()}
    if isinstance(value, list):
        return [_map_texts(member, change) for member in value]
    return value
