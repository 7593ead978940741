"""Paths into a case: where the fields of a form find their values.

The first word of a path says where to look: `agency`, `party`, `case`, `officers`, `act` (what was typed
with the act), `actor`, `day`, `moment`, `round`, `rule` (`rule.O11`: the number of the row in force, if any),
`document` (`document.decision.number`), `documents` (the last of each kind), `clock` (`clock.O21.due`),
`evidence` (every material), `told` (what was typed for an earlier document); any other word is a fact.
`*` goes through a list, `last` takes its end.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sanzhi.documents.forming.fields import FormField
from sanzhi.documents.forming.form import Form
from sanzhi.documents.forming.paths import walk
from sanzhi.documents.shared import shared
from sanzhi.procedure.deed import Deed
from sanzhi.procedure.personal import plain
from sanzhi.registry.queries import article_text

TOLD = "told"
_GIVEN = {"agency", "party", "case", "officers", "act", "actor", "day", "moment", "round"} | {
    "rule",
    "clock",
    "evidence",
    "documents",
}


def source_of(form: Form, deed: Deed, extra: Mapping[str, Any]) -> dict[str, Any]:
    """The source of a document from the facts as they stand in the act; `extra` gives or replaces fields."""
    source = shared(deed)
    roots = _roots(deed, source)
    for field in form.fields:
        source[field.id] = plain(extra[field.id]) if field.id in extra else _value(field, deed, roots)
    return {**source, **plain(extra)}


Root = Callable[[list[str]], Any]


def _roots(deed: Deed, source: Mapping[str, Any]) -> dict[str, Root]:
    return {
        "agency": lambda rest: walk(source["agency"], rest),
        "party": lambda rest: walk(source["party"], rest),
        "case": lambda rest: walk(source["case"], rest),
        "officers": lambda rest: walk(source["officers"], rest),
        "act": lambda rest: walk(plain(deed.data), rest),
        "actor": lambda rest: deed.actor.name,
        "day": lambda rest: deed.on.isoformat(),
        "moment": lambda rest: deed.happened.isoformat(),
        "round": lambda rest: deed.round,
        "rule": lambda rest: getattr(deed.rule_if_set(rest[0]), rest[1] if rest[1:] else "value", None),
        "document": lambda rest: walk(deed.facts.get(f"document.{rest[0]}"), rest[1:]),
        "documents": lambda rest: walk(_every(deed.facts, "document."), rest),
        "clock": lambda rest: walk(deed.clocks.get(rest[0]), rest[1:]),
        "evidence": lambda rest: walk(_every(deed.facts, "evidence."), rest),
    }


def _every(facts: Mapping[str, Any], prefix: str) -> list[Any]:
    return [value for key, value in facts.items() if key.startswith(prefix)]


def look(path: str, deed: Deed, roots: Mapping[str, Root]) -> Any:
    """The value at a path, or None."""
    root, *rest = path.split(".")
    if root in roots:
        return roots[root](rest)
    return walk(deed.facts.get(root), rest)


def path_known(path: str, deed: Deed) -> bool:
    """Whether the case has the fact that a path begins with; what the act or the program gives counts."""
    root, *rest = path.split(".")
    if root == "document":
        return f"document.{rest[0]}" in deed.facts
    return root in _GIVEN or root in deed.facts


def _value(field: FormField, deed: Deed, roots: Mapping[str, Root]) -> Any:
    paths = [*([f"{TOLD}.{field.id}"] if field.ask else []), *field.origin]
    found = [look(path, deed, roots) for path in paths]
    if field.type == "span":
        return found if any(found) else None
    if field.add:
        return sum(each for each in found if isinstance(each, int)) or None
    value = next((each for each in found if each not in (None, "", [])), None)
    return _or_default(field, _shaped(field, value, deed))


def _or_default(field: FormField, value: Any) -> Any:
    return field.default if value in (None, "", []) and field.default else value


def _shaped(field: FormField, value: Any, deed: Deed) -> Any:
    """Only what the document prints of a list goes into its source."""
    if not isinstance(value, list):
        return value
    if field.type == "articles":
        return [_article(each, deed) for each in value]
    if field.type == "rows":
        return [_columns(field, each) for each in value]
    return value


def _columns(field: FormField, row: Any) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        return {field.columns[0].id: row}
    return {column.id: walk(row, (column.key or column.id).split(".")) for column in field.columns}


def _article(row: Mapping[str, Any], deed: Deed) -> dict[str, Any]:
    law, article = str(row["law"]), str(row["article"])
    return {"law": law, "article": article, "text": article_text(law, article, on=deed.on)}
