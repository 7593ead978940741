"""Changing a flow that is being written: pure functions from one bundle document to the next.

A document is bundle JSON of grammar 2 that need not be whole yet: a way may lead to a step that has not been
added. Nothing here changes what it is given.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from sanzhi.procedure.shapes import Bundle, BundleError, Step, Transition

Document = Mapping[str, Any]
GRAMMAR = 2
ANYWHERE = "anywhere"
# What the timer and the worker do in every flow.
_ALWAYS = ("lapse", "recompute_clock", "record_rendering", "withdraw_release")


def blank(name: str, version: str, title: str, kind: str, domain: str) -> dict[str, Any]:
    """A flow without a step."""
    return {
        "grammar": GRAMMAR, "name": name, "version": version, "title": title, "kind": kind, "domain": domain,
        "start": "", "steps": [], ANYWHERE: [], "always": [{"act": each} for each in _ALWAYS],
    }  # fmt: skip


def renewed(document: Document, name: str, version: str, title: str) -> dict[str, Any]:
    """A copy of a flow of either grammar as the first draft of another version."""
    made = deepcopy(dict(document))
    for key in ("marks", "orders", "base", "overlay"):
        made.pop(key, None)
    return {**made, "grammar": GRAMMAR, "name": name, "version": version, "title": title}


def step_of(document: Document, step: str) -> dict[str, Any]:
    """The step of this id; ``BundleError`` when there is none."""
    for each in document["steps"]:
        if each["id"] == step:
            found: dict[str, Any] = each
            return found
    raise BundleError(f"没有环节 {step}，它可能刚被他人删除")


def titles(document: Document) -> dict[str, str]:
    """The names of the steps by id, in their order."""
    return {each["id"]: each["title"] for each in document["steps"]}


def add_step(document: Document, step: Mapping[str, Any], after: str = "") -> dict[str, Any]:
    """Put a step behind another one, or at the end. The first step of a flow is where it starts.

    ``BundleError`` when the flow has a step of this id or of this name.
    """
    made = deepcopy(dict(document))
    if any(step["id"] == each["id"] or step["title"] == each["title"] for each in made["steps"]):
        raise BundleError(f"已有环节“{step['title']}”")
    places = [each["id"] for each in made["steps"]]
    made["steps"].insert(places.index(after) + 1 if after in places else len(places), deepcopy(dict(step)))
    made["start"] = made["start"] or step["id"]
    return made


def new_id(document: Document, title: str, known: Mapping[str, str]) -> str:
    """An id for a step of this name: that of the step so named in a flow that ships, else the next number.

    ``known`` are ids by name. Cases, statistics and pages know the steps that ship by their ids.
    """
    taken = {each["id"] for each in document["steps"]}
    if title in known and known[title] not in taken:
        return known[title]
    number = 1
    while f"step_{number}" in taken:
        number += 1
    return f"step_{number}"


def move_step(document: Document, step: str, by: int) -> dict[str, Any]:
    """Move a step up (-1) or down (+1) in the list; at the edge it stays. The arrows do not change."""
    made = deepcopy(dict(document))
    steps = made["steps"]
    here = steps.index(step_of(made, step))
    there = min(max(here + by, 0), len(steps) - 1)
    steps.insert(there, steps.pop(here))
    return made


def remove_step(document: Document, step: str) -> dict[str, Any]:
    """Take a step away, and with it the ways that led only there; joins wait for it no more."""
    made = deepcopy(dict(document))
    made["steps"].remove(step_of(made, step))
    for each in made["steps"]:
        each["acts"] = _without(each.get("acts", []), step)
        _unjoin(each, step)
    made[ANYWHERE] = _without(made.get(ANYWHERE, []), step)
    if made["start"] == step:
        made["start"] = made["steps"][0]["id"] if made["steps"] else ""
    return made


def start_at(document: Document, step: str) -> dict[str, Any]:
    """Let the flow begin at a step."""
    step_of(document, step)
    return {**deepcopy(dict(document)), "start": step}


def describe_step(document: Document, step: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Write keys of a step; an empty value takes the key away. ``BundleError`` for a name that is taken."""
    made = deepcopy(dict(document))
    found = step_of(made, step)
    if any(each is not found and each["title"] == values.get("title") for each in made["steps"]):
        raise BundleError(f"已有环节“{values['title']}”")
    for key, value in values.items():
        if value in (None, "", [], False):
            found.pop(key, None)
        else:
            found[key] = deepcopy(value)
    return made


def set_anywhere(document: Document, ways: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Write what may be done while any step is open that is not final."""
    return {**deepcopy(dict(document)), ANYWHERE: deepcopy(list(ways))}


def rename(document: Document, title: str) -> dict[str, Any]:
    """Give the flow another name."""
    return {**deepcopy(dict(document)), "title": title}


def sketch(document: Document) -> Bundle | None:
    """The flow as far as it can be drawn: ways to steps that do not exist are left out; None without steps.

    Also for a document that ``parse`` refuses; no case may run on it.
    """
    known = set(titles(document))
    if not known:
        return None
    steps = {each["id"]: _sketched(each, known) for each in document["steps"]}
    start = document["start"] if document["start"] in known else next(iter(steps))
    return Bundle(
        name=document["name"], version=document["version"], title=document["title"], kind=document["kind"],
        domain=document["domain"], start=start, steps=steps, always=(), digest="", grammar=GRAMMAR,
        anywhere=tuple(_ways(document.get(ANYWHERE, []), known)),
    )  # fmt: skip


def missing(document: Document) -> Iterable[tuple[str, str, str]]:
    """(name of the step, act, id of the step that it leads to and that does not exist)."""
    known = set(titles(document))
    places = [*((each["title"], each.get("acts", [])) for each in document["steps"])]
    for title, ways in [*places, ("随时可办", document.get(ANYWHERE, []))]:
        for way in ways:
            for target in (*way.get("to", []), way.get("back", "")):
                if target and target not in known:
                    yield title, way["act"], target


def joined(step: Mapping[str, Any]) -> tuple[str, list[str]]:
    """How a step waits (``""``, ``all`` or ``any``) and for which steps."""
    join = step.get("join") or {}
    if isinstance(join, list):
        return "all", list(join)
    return next(((key, list(names)) for key, names in join.items()), ("", []))


def _without(ways: Iterable[Mapping[str, Any]], step: str) -> list[dict[str, Any]]:
    kept = []
    for way in ways:
        led = bool(way.get("to") or way.get("back"))
        to = [each for each in way.get("to", []) if each != step]
        back = "" if way.get("back") == step else way.get("back", "")
        rest = {key: value for key, value in way.items() if key not in {"to", "back"}}
        if to or back or not led:
            kept.append({**rest, **({"to": to} if to else {}), **({"back": back} if back else {})})
    return kept


def _unjoin(step: dict[str, Any], gone: str) -> None:
    how, names = joined(step)
    if gone in names:
        left = [each for each in names if each != gone]
        step.pop("join")
        if len(left) > 1:
            step["join"] = {how: left}


def _sketched(raw: Mapping[str, Any], known: set[str]) -> Step:
    how, names = joined(raw)
    return Step(
        id=raw["id"], title=raw["title"], role=raw.get("role", ""),
        transitions=tuple(_ways(raw.get("acts", []), known)), join=tuple(names), join_any=how == "any",
        public=raw.get("public", raw["title"]), clock=raw.get("clock", ""),
        final=bool(raw.get("final", False)), optional=bool(raw.get("optional", False)),
    )  # fmt: skip


def _ways(raw: Iterable[Mapping[str, Any]], known: set[str]) -> Iterable[Transition]:
    for way in raw:
        to = tuple(each for each in way.get("to", []) if each in known)
        back = way.get("back", "") if way.get("back") in known else ""
        yield Transition(way["act"], to, back, way.get("when"), way.get("clock", ""))
