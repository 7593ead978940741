"""What a field of an act may be chosen from: the case's own papers, its measures, the agency's people."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sanzhi.cases.annulling import last_of
from sanzhi.cases.correcting import served
from sanzhi.cases.property_guards import still_kept
from sanzhi.cases.queries import CaseFile
from sanzhi.desk import choices
from sanzhi.desk.choices import Option
from sanzhi.documents.papers import waiting
from sanzhi.documents.service import unserved
from sanzhi.procedure import acts

Pick = Callable[[CaseFile], list[Option]]


def options(of: str, file: CaseFile) -> list[Option]:
    """The options of a kind, in their order; empty where the case has nothing of it."""
    return _PICKS[of](file)


def words_of(value: str, of: str, file: CaseFile) -> str:
    """The words of one option; empty when it is none any more."""
    return next((each.words for each in options(of, file) if each.value == value), "")


def _officers(file: CaseFile) -> list[Option]:
    return choices.officers(file.row.agency)


def _papers(file: CaseFile) -> list[Option]:
    return _documents(waiting(file.facts))


def _unserved(file: CaseFile) -> list[Option]:
    return _documents(unserved(file.facts))


def _documents(found: Mapping[str, Mapping[str, Any]]) -> list[Option]:
    return [Option(key, fact["title"], fact.get("number", "")) for key, fact in found.items()]


def _tests(file: CaseFile, done: str, wanted: str) -> list[Option]:
    return [
        Option(each["id"], f"{each['kind']}：{each['subject']}", each["body"])
        for each in file.facts.get("tests", [])
        if not each.get(done) and (not wanted or each.get(wanted))
    ]


def _materials(file: CaseFile) -> list[Option]:
    named = ((name, fact) for name, fact in file.facts.items() if name.startswith("evidence."))
    return [Option(name.removeprefix("evidence."), fact["title"], fact["kind"]) for name, fact in named]


def _remedies(file: CaseFile) -> list[Option]:
    return [
        Option(each["id"], f"{each['kind']}（{each['body']}）", each["number"])
        for each in file.facts.get("remedies", [])
        if not each.get("ended_on")
    ]


def _served(file: CaseFile) -> list[Option]:
    return _documents(served(file.facts))


def _mistakes(file: CaseFile) -> list[Option]:
    found = last_of(file.events)
    if found is None:
        return []
    event = found.event
    return [Option(str(event["seq"]), acts.get(event["act"]).title, event["by"]["name"])]


def _property(file: CaseFile) -> list[Option]:
    return [
        Option(each["id"], f"{each['number']}号 {each['name']}", each["place"])
        for each in still_kept(file.facts)
    ]


_PICKS: Final[Mapping[str, Pick]] = {
    "officers": _officers,
    "materials": _materials,
    "property": _property,
    "mistakes": _mistakes,
    "served": _served,
    "remedies": _remedies,
    "papers": _papers,
    "unserved": _unserved,
    "tests_out": lambda file: _tests(file, "received_on", ""),
    "tests_untold": lambda file: _tests(file, "told_on", "received_on"),
}
