"""What the designer of flows offers to choose from, and conditions in Chinese."""

from collections.abc import Mapping
from typing import Any, Final

from sanzhi.accounts.models import Role
from sanzhi.desk.words import CLOCKS, act_title
from sanzhi.documents import kinds
from sanzhi.procedure import acts, designing
from sanzhi.procedure.conditions import leaves, named
from sanzhi.procedure.grammar import Bundle
from sanzhi.procedure.legal import legal_model
from sanzhi.procedure.library import all_bundles, document
from sanzhi.procedure.shapes import Transition

Choices = list[tuple[str, str]]
_STAFF: Final = ("officer", "head", "reviewer", "editor")
NUMBERS: Final = frozenset({"lt", "le", "gt", "ge"})
TESTS: Final[Mapping[str, str]] = {
    "yes": "成立（是）", "no": "不成立（否）", "eq": "等于", "ne": "不等于", "lt": "小于", "le": "不大于",
    "gt": "大于", "ge": "不小于",
}  # fmt: skip
# Facts of a case that conditions ask and that no table of the program names.
_FACTS: Final[Mapping[str, str]] = {
    "review.outcome": "法制审核意见", "check.outcome": "案件审核意见", "hearing.ended_on": "听证已经结束",
    "announcement.deemed_on": "公告期满视为送达", "announcement.kind": "公告的文书",
    "disagreement.ending": "审核分歧的处理结果", "execution.completed": "决定已经执行完毕",
    "deliberation.agreed": "集体讨论同意处罚", "disposal.checked": "不予处罚、撤案、移送的审核意见",
}  # fmt: skip
_VALUES: Final[Mapping[str, str]] = {
    "agree": "同意", "correct": "建议纠正", "supplement": "建议补充调查", "other": "其他意见",
    "prior_notice": "告知书", "decision": "决定书", "round": "重新审核", "return": "退回",
    "True": "是", "False": "否", "None": "无",
}  # fmt: skip


def act_choices() -> Choices:
    """Acts that a step may offer, by their verbs: none that opens a case or is the agency's own order."""
    offered = [each for each in acts.registered().values() if not (each.opens_case or each.house)]
    return sorted(((each.name, each.title) for each in offered), key=lambda pair: pair[1])


def role_choices() -> Choices:
    """Who a step waits for; a final step waits for nobody."""
    return [("", "无"), *((name, str(Role(name).label)) for name in _STAFF)]


def clock_choices() -> Choices:
    """The clocks that flows run by."""
    steps = [step for each in all_bundles() for step in each.steps.values()]
    shipped = {each.clock for each in steps} | {way.clock for each in steps for way in each.transitions}
    names = sorted({*CLOCKS, *shipped} - {""}, key=lambda name: (name[0], len(name.split(".")[0]), name))
    return [("", "无"), *((name, f"{CLOCKS.get(name, '期限')}（{name}）") for name in names)]


def document_choices() -> Choices:
    """Kinds of documents with their major version, as ``name.v1``."""
    return sorted((f"{each.name}.v{each.version}", each.title) for each in kinds.everything())


def fact_titles(flow: Mapping[str, Any]) -> dict[str, str]:
    """What conditions may ask, by name: legal facts, what acts say, and the fields of this flow."""
    model = legal_model()
    found = {name: model.facts[legal] for name, legal in model.known.items()} | dict(_FACTS)
    for effect in model.effects.values():
        found |= {name: found.get(name, name) for outcome in effect.outcomes for name in outcome.values}
    found |= {each["name"]: each["title"] for each in flow.get("facts", ())}
    for step in flow["steps"]:
        for field in step.get("fields", ()):
            found[f"form.{step['id']}.{field['id']}"] = f"{step['title']}：{field['title']}"
    return found


def value_words(value: Any) -> str:
    """A value in a condition as people read it."""
    return _VALUES.get(str(value), str(value))


def condition_words(condition: Mapping[str, Any] | None, titles: Mapping[str, str]) -> str:
    """A condition as a sentence: ``重大``, ``法制审核意见不是同意``; empty for none."""
    if condition is None:
        return ""
    ((operator, operand),) = condition.items()
    if operator in {"all", "any"}:
        words = [condition_words(each, titles) for each in operand]
        return "（" + ("且" if operator == "all" else "或").join(words) + "）"
    if operator == "not":
        (inner,) = operand
        return (
            _leaf(inner, operand[inner], titles, denied=True)
            if inner in _PLAIN
            else f"不是{_not(operand, titles)}"
        )
    return _leaf(operator, operand, titles, denied=False)


def _not(operand: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    return condition_words(operand, titles)


_PLAIN: Final = frozenset({"fact", "eq"})


def _leaf(operator: str, operand: Any, titles: Mapping[str, str], *, denied: bool) -> str:
    name = operand if isinstance(operand, str) else operand[0]
    title = titles.get(name, name)
    if operator == "fact":
        return f"不是“{title}”" if denied else f"“{title}”"
    if operator == "eq":
        return f"{title}{'不是' if denied else '是'}{value_words(operand[1])}"
    if operator == "between":
        return f"{title}在 {operand[1]} 与 {operand[2]} 之间"
    if operator == "in":
        return f"{title}是{'、'.join(map(value_words, operand[1]))}之一"
    return f"{title}{TESTS[operator]} {operand[1]}"


def way_words(way: Transition, bundle: Bundle, titles: Mapping[str, str]) -> str:
    """One way as a sentence: 认定为重大时，提请法制审核 → 法制审核."""
    when = condition_words(way.when, titles)
    clock = f"（{CLOCKS.get(way.clock, way.clock)}届满）" if way.clock else ""
    said = f"{when}时，" if when else ""
    if way.back:
        return f"{said}{act_title(way.act)}{clock}：退回{bundle.steps[way.back].title}"
    if not way.to:
        return f"{said}{act_title(way.act)}{clock}"
    names = "、".join(bundle.steps[each].title for each in way.to)
    side_by_side = "并行办理" if len(way.to) > 1 else ""
    return f"{said}{act_title(way.act)}{clock} → {side_by_side}{names}"


def steps_words(bundle: Bundle, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """The steps for a list: name, who, term, what they wait for, and each way as a sentence."""
    roles, clocks = dict(role_choices()), dict(clock_choices())
    return [
        {
            "id": step.id,
            "title": step.title,
            "role": roles.get(step.role, step.role) if step.role else "",
            "clock": clocks.get(step.clock, step.clock) if step.clock else "",
            "final": step.final,
            "start": step.id == bundle.start,
            "join": [bundle.steps[each].title for each in step.join if each in bundle.steps],
            "ways": [way_words(way, bundle, titles) for way in step.transitions],
        }
        for step in bundle.steps.values()
    ]


def shelf() -> dict[str, dict[str, Any]]:
    """Steps of the flows that ship, to begin a step from: by ``digest:id``, the newest of each flow."""
    newest = {each.name: each for each in all_bundles()}
    return {
        f"{bundle.digest[:12]}:{step['id']}": step
        for bundle in newest.values()
        for step in document(bundle.digest)["steps"]
    }


def shelf_choices() -> list[tuple[str, Choices]]:
    """The same for a list of choices: one group for each flow."""
    newest = {each.name: each for each in all_bundles()}
    return [
        (bundle.title, [(f"{bundle.digest[:12]}:{step.id}", step.title) for step in bundle.steps.values()])
        for bundle in newest.values()
    ]


def ids_by_title() -> dict[str, str]:
    """Ids of the steps that ship by their names."""
    return {step.title: step.id for bundle in all_bundles() for step in bundle.steps.values()}


def asked(flow: Mapping[str, Any]) -> list[str]:
    """The facts that the conditions of a flow ask, each once."""
    bundle = designing.sketch(flow)
    if bundle is None:
        return []
    ways = [*bundle.anywhere, *(way for step in bundle.steps.values() for way in step.transitions)]
    return list(dict.fromkeys(named(leaf) for way in ways for leaf in leaves(way.when)))
