"""Grammar 2 of a bundle: everything that grammar 1 says, strictly read, and more.

Beside grammar 1::

    {"grammar": 2, …,
     "facts": [{"name": "urgent", "title": "情况紧急", "acts": ["conclude"]}],
     "steps": [{"id": "seals", "title": "会签", "role": "head",
                "join": {"all": ["a", "b"]} | {"any": ["a", "b"]},
                "countersign": {"act": "countersign", "of": ["head", "reviewer"] | {"fact": "panel.members"},
                                "need": "all" | "any" | 2},
                "fields": [{"id": "depth", "title": "深度", "type": "number", "required": true}],
                "documents": [{"name": "prior_notice", "major": 1}],
                "acts": [<transition>…]}],
     "anywhere": [<transition>…], "always": [<transition>…],
     "clocks": [{"rule": "O1", "number": 10}], "tables": {"major": {…}}}

``to`` with several steps opens them side by side. ``join`` waits for all named steps, or opens with the
first and closes the ways that still lead there. ``back`` begins a new round of any step and closes what is
open. A countersigned step goes on (``to``) when enough have agreed and back when that can no longer be.
``anywhere`` is offered while any step is open that is not final; its ``to`` closes all that is open.
``facts`` declares what conditions ask beside the facts of the program, and which acts change it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, get_args

from sanzhi.procedure.conditions import ConditionError, check_condition
from sanzhi.procedure.reading import Reading
from sanzhi.procedure.shapes import (
    FILL,
    Bundle,
    BundleError,
    Countersign,
    DocumentRef,
    FactRef,
    Field,
    FieldType,
    Limit,
    Step,
    Transition,
)

MOST_STEPS: Final = 200


def parse_strict(document: Mapping[str, Any], digest: str) -> Bundle:
    """Read a bundle of grammar 2; ``BundleError`` names the first place that is wrong."""
    top = Reading(document, "")
    top.any("grammar")
    for made_of in ("base", "overlay"):
        top.text(made_of, "")
    steps = [_step(each) for each in top.objects("steps")]
    if not 0 < len(steps) <= MOST_STEPS:
        raise BundleError(f"steps：环节应当有 1 至 {MOST_STEPS} 个，现有 {len(steps)} 个")
    if len({step.id for step in steps}) != len(steps):
        raise BundleError("steps：环节编号重复")
    bundle = Bundle(
        name=_dotted(top, "name"),
        version=_version(top),
        title=top.text("title"),
        kind=top.name("kind"),
        domain=top.text("domain"),
        start=top.name("start"),
        steps={step.id: replace(step, gathers=_gathered(step, steps)) for step in steps},
        always=tuple(_staying(each) for each in top.objects("always")),
        digest=digest,
        grammar=2,
        anywhere=tuple(_transition(each) for each in top.objects("anywhere")),
        tables=_tables(top),
        limits={limit.rule: limit for limit in map(_limit, top.objects("clocks"))},
        facts=tuple(_fact(each) for each in top.objects("facts")),
    )
    _openings(top, bundle.steps)
    top.close()
    return bundle


def _openings(top: Reading, steps: Mapping[str, Step]) -> None:
    """Where an overlay may add: only read here, ``overlay`` uses them."""
    names = [_mark(each, steps) for each in top.objects("marks")]
    names += [_order(each) for each in top.objects("orders")]
    if len(set(names)) != len(names):
        raise top.wrong("marks", "marks 与 orders 的编号重复")


def _mark(raw: Reading, steps: Mapping[str, Step]) -> str:
    raw.text("title")
    start, end = raw.name("from"), raw.name("to")
    if start not in steps or all(end not in way.to for way in steps[start].transitions):
        raise raw.wrong("from", f"没有从 {start} 到 {end} 的路")
    return raw.name("id")


def _order(raw: Reading) -> str:
    raw.text("title")
    if not [_step(each) for each in raw.objects("steps")]:
        raise raw.wrong("steps", "没有环节")
    return raw.name("id")


def _gathered(join: Step, steps: Sequence[Step]) -> frozenset[str]:
    """Every step from which a way forward leads to a join that opens with the first."""
    found = set(join.join) if join.join_any else set()
    front = bool(found)
    while front:
        before = len(found)
        found |= {each.id for each in steps if any(found & set(way.to) for way in each.transitions)}
        front = len(found) > before
    return frozenset(found - {join.id})


def _dotted(top: Reading, key: str) -> str:
    value = top.text(key)
    if not all(part.isidentifier() and part.isascii() for part in value.split(".")):
        raise top.wrong(key, "应当是用点分开的英文名称，如 cn.samr.penalty.ordinary")
    return value


def _version(top: Reading) -> str:
    value = top.text("version")
    if not all(part.isdecimal() and part.isascii() for part in value.split(".")):
        raise top.wrong("version", "应当是用点分开的数，如 2.0")
    return value


def _step(raw: Reading) -> Step:
    name, title = raw.name("id"), raw.text("title")
    raw.where = f"{raw.where}（{title}）"
    join, join_any = _join(raw)
    step = Step(
        id=name,
        title=title,
        role=raw.name("role", ""),
        transitions=tuple(_transition(each) for each in raw.objects("acts")),
        join=join,
        public=raw.text("public", title),
        clock=raw.text("clock", ""),
        final=raw.flag("final"),
        optional=raw.flag("optional"),
        join_any=join_any,
        countersign=_countersign(raw),
        fields=tuple(_field(each) for each in raw.objects("fields")),
        documents=tuple(
            DocumentRef(each.name("name"), each.number("major")) for each in raw.objects("documents")
        ),
    )
    _consistent(raw, step)
    asks = step.fields and all(way.act != FILL for way in step.transitions)
    return replace(step, transitions=(*step.transitions, Transition(FILL))) if asks else step


def _consistent(raw: Reading, step: Step) -> None:
    if len({field.id for field in step.fields}) != len(step.fields):
        raise raw.wrong("fields", "字段编号重复")
    if step.final and (step.transitions or step.fields or step.countersign):
        raise raw.wrong("final", "终点环节不再有办理动作、字段和会签")
    if step.countersign is None:
        return
    ways = [each for each in step.transitions if each.act == step.countersign.act]
    if not any(each.to for each in ways) or not any(each.back for each in ways):
        raise raw.wrong("countersign", f"动作 {step.countersign.act} 要有通过后去的环节和不通过时退回的环节")


def _join(raw: Reading) -> tuple[tuple[str, ...], bool]:
    value = raw.any("join")
    if value is None or isinstance(value, list):
        return raw.names("join"), False
    inner = Reading(value, f"{raw.where}.join")
    together, first = inner.names("all"), inner.names("any")
    inner.close()
    if bool(together) == bool(first):
        raise raw.wrong("join", "应当在 all 与 any 中写一个，列出要汇合的环节")
    return together or first, bool(first)


def _transition(raw: Reading) -> Transition:
    transition = Transition(
        act=raw.name("act"),
        to=raw.names("to"),
        back=raw.name("back", ""),
        when=_condition(raw, "when"),
        clock=raw.text("clock", ""),
    )
    if transition.to and transition.back:
        raise raw.wrong("back", "to 与 back 只能写一个")
    return transition


def _staying(raw: Reading) -> Transition:
    if "to" in raw or "back" in raw:
        raise raw.wrong("act", "随时可办的动作不移动环节；要移动的写在 anywhere")
    return _transition(raw)


def _condition(raw: Reading, key: str) -> Mapping[str, Any] | None:
    value: Mapping[str, Any] | None = raw.any(key)
    if value is not None:
        try:
            check_condition(value)
        except ConditionError as error:
            raise raw.wrong(key, str(error)) from error
    return value


def _countersign(raw: Reading) -> Countersign | None:
    if raw.any("countersign") is None:
        return None
    inner = Reading(raw.any("countersign"), f"{raw.where}.countersign")
    act, need, of = inner.name("act"), inner.any("need"), inner.any("of")
    inner.close()
    roles, fact = (inner.names("of"), "") if isinstance(of, list) else ((), _fact_name(inner, of))
    if need not in ("all", "any") and (isinstance(need, bool) or not isinstance(need, int) or need < 1):
        raise inner.wrong("need", '应当是 "all"、"any" 或者不小于 1 的整数')
    if not (roles or fact) or (roles and isinstance(need, int) and need > len(roles)):
        raise inner.wrong("need" if roles else "of", "要求的人数多于会签人" if roles else "没有会签人")
    return Countersign(act, roles, fact, {"all": 0, "any": 1}.get(need, need))


def _fact_name(inner: Reading, of: Any) -> str:
    if not (isinstance(of, Mapping) and set(of) == {"fact"} and isinstance(of["fact"], str)):
        raise inner.wrong("of", '应当是角色列表，或者 {"fact": "列明人员的事实"}')
    return of["fact"]


def _field(raw: Reading) -> Field:
    named, options = raw.text("type"), tuple(str(each) for each in raw.items("options"))
    kind: FieldType | None = next((each for each in get_args(FieldType) if each == named), None)
    if kind is None:
        raise raw.wrong("type", f"应当是 {'、'.join(get_args(FieldType))} 之一")
    if (kind == "choice") != bool(options) or len(set(options)) != len(options):
        raise raw.wrong("options", "只有 choice 字段列出互不相同的选项")
    return Field(raw.name("id"), raw.text("title"), kind, raw.flag("required"), options)


def _limit(raw: Reading) -> Limit:
    return Limit(raw.text("rule"), raw.number("number"))


def _fact(raw: Reading) -> FactRef:
    return FactRef(raw.text("name"), raw.text("title"), raw.names("acts"))


def _tables(top: Reading) -> Mapping[str, Mapping[str, Any]]:
    value = top.any("tables")
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(each, Mapping) for each in value.values()):
        raise top.wrong("tables", "应当是以名称为键的判定表")
    return value
