"""The events of a case for its timeline, and one of them opened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sanzhi.cases.queries import CaseFile
from sanzhi.desk.addresses import event_url
from sanzhi.desk.findings import Cited, cite
from sanzhi.desk.labels import Labelled, labelled
from sanzhi.desk.step_form import form_at
from sanzhi.desk.words import CLOCKS, ICONS, MACHINE_ACTS, act_title
from sanzhi.law.findings import Finding
from sanzhi.orgs.approval import ENDORSE
from sanzhi.pages.timeline import Event
from sanzhi.procedure import acts
from sanzhi.procedure.deed import china_day
from sanzhi.procedure.shapes import FILL


@dataclass(frozen=True)
class Opened:
    """One event in full. ``findings`` carry their articles as in force on the day of the act."""

    seq: int
    title: str
    step: str
    round: int
    by: str
    happened: datetime
    recorded: datetime
    late_reason: str
    findings: tuple[tuple[Finding, tuple[Cited, ...]], ...]
    data: tuple[Labelled, ...]
    clocks: tuple[str, ...]

    @property
    def late(self) -> bool:
        """Whether it was recorded on a later day than it happened."""
        return china_day(self.recorded) > china_day(self.happened)


def timeline(file: CaseFile, *, everything: bool = False) -> list[Event]:
    """The events, newest first; acts of the machine only when everything is asked for."""
    shown = [event for event in file.events if everything or event["act"] not in MACHINE_ACTS]
    return [_entry(file, event) for event in reversed(shown)]


def hidden(file: CaseFile) -> int:
    """How many events the timeline leaves out."""
    return sum(1 for event in file.events if event["act"] in MACHINE_ACTS)


def opened(file: CaseFile, seq: int) -> Opened | None:
    """The event with this number, or None."""
    event = next((each for each in file.events if each["seq"] == seq), None)
    if event is None:
        return None
    step = file.bundle.steps.get(event["step"])
    happened = datetime.fromisoformat(event["happened"])
    found = [Finding.from_json(each) for each in event["findings"]]
    return Opened(
        seq=seq,
        title=act_title(event["act"]),
        step=step.title if step else "",
        round=event["round"],
        by=by_words(event["by"]),
        happened=happened,
        recorded=datetime.fromisoformat(event["recorded"]),
        late_reason=file.in_clear(event["late_reason"]),
        findings=tuple((each, cite(each, china_day(happened))) for each in found),
        data=tuple(_data(file, event)),
        clocks=tuple(_clocks(event["clocks"])),
    )


def since(file: CaseFile, seq: int) -> list[Event]:
    """The events after the one with this number, oldest first: what changed while somebody was typing."""
    return [_entry(file, event) for event in file.events if event["seq"] > seq]


def by_words(by: Mapping[str, Any]) -> str:
    """Who did it; a substitute with whom he stood in for."""
    behalf = by.get("for")
    return f"{by['name']}（代{behalf['name']}）" if behalf else str(by["name"])


def _entry(file: CaseFile, event: Mapping[str, Any]) -> Event:
    return Event(
        title=_title(event),
        happened=datetime.fromisoformat(event["happened"]),
        recorded=datetime.fromisoformat(event["recorded"]),
        actor=by_words(event["by"]),
        detail=_detail(file, event),
        href=event_url(file.row.id, event["seq"]),
        icon=ICONS.get(
            event["act"], "file" if event["act"].startswith(("issue", "serve", "sign")) else "dot"
        ),
    )


def _title(event: Mapping[str, Any]) -> str:
    if event["act"] == "lapse":
        return f"{CLOCKS.get(event['data']['clock'], '期限')}届满"
    return act_title(event["act"])


def _detail(file: CaseFile, event: Mapping[str, Any]) -> str:
    late = file.in_clear(event["late_reason"]) if event["by"]["user"] else ""
    gone = [each for each in file.facts.get("annulled", ()) if each["event"] == event["seq"]]
    parts = [f"已作为误办撤销：{each['reason']}" for each in gone]
    parts += [f"补录原因：{late}"] if late else []
    parts += [each["message"] for each in event["findings"]]
    return "；".join(parts)


def _data(file: CaseFile, event: Mapping[str, Any]) -> Sequence[Labelled]:
    known = acts.registered().get(event["act"])
    data = file.in_clear(event["data"])
    if known is None or not data:
        return ()
    model = form_at(file, event["step"]) if known.name == FILL else known.data
    return labelled(model, data, _names(file, event))


def _names(file: CaseFile, event: Mapping[str, Any]) -> dict[str, str]:
    """Words for ids that facts of the case know, and for the act that an endorsement speaks of."""
    people = {
        member["id"]: member["name"] for event in file.events for member in event["set"].get("officers") or ()
    }
    for each in file.facts.get("handovers", ()):
        people |= {each["leaving"]: each["from"], each["taking"]: each["to"]}
    for fact, value in file.facts.items():
        if fact.startswith(("paper.", "document.")):
            people[value.get("id") or fact.removeprefix("paper.")] = value["title"]
    hearing = file.facts.get("hearing") or {}
    people |= {each["id"]: each["name"] for part in ("host", "recorder") if (each := hearing.get(part))}
    power = file.facts.get("power")
    spoken = {event["data"]["act"]: act_title(event["data"]["act"])} if event["act"] == ENDORSE else {}
    return people | spoken | ({power["id"]: power["name"]} if power else {})


def _clocks(changes: Mapping[str, Any]) -> Iterable[str]:
    for rule, clock in changes.items():
        title = CLOCKS.get(rule, rule)
        if clock and clock["state"] == "running":
            yield f"{title}开始计算：{clock['start']} 起，{clock['due']} 到期（{clock['citation']}）"
        elif clock:
            yield f"{title}结束"
