"""A base and what one agency lays over it: 632 agencies need no 632 flows.

A base says where others may add: ``"marks": [{"id", "title", "from", "to"}]`` are arrows on which a step may
be put, ``"orders": [{"id", "title", "steps": […]}]`` sets of steps that take the place of those of the same
id. An overlay is plain JSON and may do five things, none of which takes a step or a right away::

    {"overlay": 1, "name": "cn.520523.penalty", "version": "1.0", "title": "…",
     "base": {"name": "cn.samr.penalty.ordinary", "version": "2.0", "digest": "…"},
     "changes": [{"do": "rename", "step": "filing", "title": "立案会审"},
                 {"do": "tighten", "rule": "O1", "number": 10},
                 {"do": "add_field", "step": "investigation", "field": {…}},
                 {"do": "add_step", "mark": "before_decision", "step": {…}},
                 {"do": "order", "order": "notice_first"}]}

In an added step ``"@next"`` is where the arrow led. What comes of it is a bundle like any other: it is
parsed, checked and published as one.
"""

import hashlib
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from sanzhi.ledger.canonical import dumps
from sanzhi.procedure.reading import Reading
from sanzhi.procedure.shapes import OWN_TERMS, BundleError

OVERLAY = 1
NEXT = "@next"


@dataclass(frozen=True, slots=True)
class Rebased:
    """An overlay on a new base: the overlay without what no longer fits, and a sentence for each of those."""

    overlay: dict[str, Any]
    left_out: tuple[str, ...]


def digest_of(document: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits: what bases, overlays and bundles are named by."""
    return hashlib.sha256(dumps(dict(document))).hexdigest()


def flatten(base: Mapping[str, Any], overlay: Mapping[str, Any]) -> dict[str, Any]:
    """The bundle that a base and an overlay give. ``BundleError`` names the change that is not allowed."""
    told = _head(overlay)
    if told["base"] != {"name": base["name"], "version": base["version"], "digest": digest_of(base)}:
        raise BundleError(f"base：本覆盖层不是为 {base['name']} {base['version']} 这一版所写，请先改用新底本")
    made = deepcopy(dict(base))
    for place, change in enumerate(overlay.get("changes", ())):
        _apply(made, change, f"changes[{place}]")
    for key in ("marks", "orders"):
        made.pop(key, None)
    return {
        **made,
        **{key: told[key] for key in ("name", "version", "title")},
        "base": told["base"]["digest"],
        "overlay": digest_of(overlay),
    }


def rebase(overlay: Mapping[str, Any], base: Mapping[str, Any]) -> Rebased:
    """Lay an overlay over another base: every change that still fits is kept, in its order.

    Nothing is published by it: the bundle that comes of it is checked, and a second person publishes it.
    """
    made: dict[str, Any] = deepcopy(dict(base))
    kept: list[dict[str, Any]] = []
    left_out: list[str] = []
    for place, change in enumerate(overlay.get("changes", ())):
        tried = deepcopy(made)
        try:
            _apply(tried, change, f"changes[{place}]")
        except BundleError as error:
            left_out.append(str(error))
        else:
            made, kept = tried, [*kept, dict(change)]
    named = {"name": base["name"], "version": base["version"], "digest": digest_of(base)}
    return Rebased({**overlay, "base": named, "changes": kept}, tuple(left_out))


def _head(overlay: Mapping[str, Any]) -> dict[str, Any]:
    reading = Reading(overlay, "")
    if reading.any("overlay") != OVERLAY:
        raise BundleError(f"overlay：只认识第 {OVERLAY} 版，收到 {overlay.get('overlay')!r}")
    told = {key: reading.text(key) for key in ("name", "version", "title")}
    base = Reading(reading.any("base"), "base")
    named = {key: base.text(key) for key in ("name", "version", "digest")}
    base.close()
    reading.items("changes")
    reading.close()
    return {**told, "base": named}


def _apply(made: dict[str, Any], change: Any, where: str) -> None:
    reading = Reading(change, where)
    what = reading.text("do")
    if what not in _CHANGES:
        raise reading.wrong("do", f"覆盖层只能{'、'.join(_WORDS.values())}，不能“{what}”")
    _CHANGES[what](made, reading)
    reading.close()


def _rename(made: dict[str, Any], reading: Reading) -> None:
    step = _step(made, reading)
    step["title"] = reading.text("title")
    if "public" in reading:
        step["public"] = reading.text("public")


def _tighten(made: dict[str, Any], reading: Reading) -> None:
    rule, number = reading.text("rule"), reading.number("number")
    if rule not in OWN_TERMS:
        words = f"{rule} 不是本机关自己的办理期限，缩短会损害当事人的权利，不能改"
        raise reading.wrong("rule", f"{words}；可以缩短的有 {'、'.join(sorted(OWN_TERMS))}")
    limits = made.setdefault("clocks", [])
    present = next((each for each in limits if each["rule"] == rule), None)
    if present is None:
        limits.append({"rule": rule, "number": number})
    elif number > present["number"]:
        raise reading.wrong("number", f"期限只能缩短：底本为 {present['number']}，这里写了 {number}")
    else:
        present["number"] = number


def _add_field(made: dict[str, Any], reading: Reading) -> None:
    step, field = _step(made, reading), reading.any("field")
    fields = step.setdefault("fields", [])
    if not isinstance(field, Mapping) or "id" not in field:
        raise reading.wrong("field", "应当写明字段")
    if any(each["id"] == field["id"] for each in fields):
        raise reading.wrong("field", f"已有字段 {field['id']}，只能增加，不能改写")
    fields.append(dict(field))


def _add_step(made: dict[str, Any], reading: Reading) -> None:
    mark = _named(made.get("marks", []), reading, "mark", "这个底本没有可以插入环节的位置")
    step = deepcopy(reading.any("step"))
    if not isinstance(step, dict) or not step.get("id"):
        raise reading.wrong("step", "应当写明环节")
    if any(each["id"] == step["id"] for each in made["steps"]):
        raise reading.wrong("step", f"已有环节 {step['id']}，只能增加，不能改写")
    step["acts"] = [_led_on(way, mark["to"], reading) for way in step.get("acts", [])]
    if not any(way.get("to") for way in step["acts"]):
        raise reading.wrong("step", f"增加的环节应当有办理动作通向 {NEXT}")
    for each in made["steps"]:
        _reroute(each, mark["from"], mark["to"], step["id"])
    made["steps"].insert(1 + [each["id"] for each in made["steps"]].index(mark["from"]), step)
    # The next step put on the same mark comes after this one.
    mark["from"] = step["id"]


def _reroute(step: dict[str, Any], before: str, after: str, between: str) -> None:
    """Let the arrow from ``before`` to ``after`` lead through the step ``between``."""
    if step["id"] == before:
        for way in step.get("acts", []):
            if "to" in way:
                way["to"] = [between if target == after else target for target in way["to"]]
    if step["id"] == after and before in step.get("join", []):
        step["join"] = [between if source == before else source for source in step["join"]]


def _led_on(way: Any, after: str, reading: Reading) -> dict[str, Any]:
    if not isinstance(way, Mapping):
        raise reading.wrong("step", "办理动作应当是对象")
    if set(way.get("to", [])) - {NEXT}:
        raise reading.wrong("step", f"增加的环节只能通向 {NEXT} 或者退回以前的环节，不能绕到别处")
    return {**way, **({"to": [after]} if way.get("to") else {})}


def _order(made: dict[str, Any], reading: Reading) -> None:
    order = _named(made.get("orders", []), reading, "order", "这个底本没有可以选择的顺序")
    new = {each["id"]: deepcopy(each) for each in order["steps"]}
    made["steps"] = [new.pop(each["id"], each) for each in made["steps"]] + list(new.values())


def _step(made: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = _named(made["steps"], reading, "step", "没有环节")
    return found


def _named(rows: list[dict[str, Any]], reading: Reading, key: str, words: str) -> dict[str, Any]:
    wanted = reading.text(key)
    found = next((each for each in rows if each["id"] == wanted), None)
    if found is None:
        raise reading.wrong(key, f"{words}：{wanted}")
    return found


_CHANGES: Mapping[str, Callable[[dict[str, Any], Reading], None]] = {
    "rename": _rename,
    "tighten": _tighten,
    "add_field": _add_field,
    "add_step": _add_step,
    "order": _order,
}
_WORDS = {
    "rename": "改名称",
    "tighten": "缩短期限",
    "add_field": "增加字段",
    "add_step": "在标明的位置增加环节",
    "order": "选择顺序",
}
