"""The three screens of a penalty on the spot: what was typed, and which acts each button stands for.

All acts of one button are done together or not at all, each with its own key: a second click is harmless.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict

from sanzhi.accounts.actors import Actor
from sanzhi.cases.door import perform, together
from sanzhi.cases.queries import CaseFile
from sanzhi.desk.money import to_fen
from sanzhi.desk.reading import moment
from sanzhi.desk.summary_licence import party_of
from sanzhi.law.citations import parse
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.law.identifiers import resident_fault, uscc_fault

# What the first screen asks, in its order; the camera stands before them.
FIELDS: Final = ("code", "name", "address", "partner", "power", "facts", "violated", "place", "fine")
LATE: Final = ("happened", "late_reason")
_LABELS: Final[Mapping[str, str]] = {
    "code": "统一社会信用代码或者公民身份号码",
    "name": "名称或者姓名",
    "address": "住所（住址）",
    "partner": "另一名执法人员",
    "power": "处罚事项",
    "facts": "违法事实",
    "violated": "违反的条款",
    "happened": "实际作出的时间",
    "late_reason": "补录原因",
}
# Where an act's field is wrong, the field of the screen that holds it.
_SHOWN: Final[Mapping[str, str]] = {
    "party.uscc": "code",
    "party.id_number": "code",
    "party": "code",
    "party.name": "name",
    "party.address": "address",
    "officers": "partner",
    "fine_fen": "fine",
}
_VIOLATED: Final = "violated."


@dataclass
class First:
    """The first screen as typed; ``late`` says that it happened without a network and is entered now,
    ``practice`` that it is no case in earnest.
    """

    values: dict[str, str] = field(default_factory=dict)
    late: bool = False
    practice: bool = False

    @classmethod
    def of(cls, post: QueryDict, *, late: bool, practice: bool) -> "First":
        """Read what a browser sent."""
        names = (*FIELDS, *LATE)
        return cls({name: post.get(name, "").strip().replace("\r\n", "\n") for name in names}, late, practice)


def begin(actor: Actor, first: First, key: str) -> UUID:
    """Certificate, party, facts: opens the case and returns its id."""
    faults = _faults(first)
    violated = [{"law": each.law, "article": each.article} for each in parse(first.values["violated"])]
    if not violated and not any(each.field == "violated" for each in faults):
        faults.append(FieldError("violated", _LABELS["violated"], "写成《法律名称》第几条的样子"))
    fine = to_fen(first.values["fine"]) if first.values["fine"] else 0
    if fine is None:
        faults.append(FieldError("fine", "罚款", "应为金额，例如 200.00"))
    if faults:
        raise Invalid(faults)
    try:
        return _begun(actor, first, violated, fine or 0, key)
    except Invalid as error:
        raise Invalid([_on_screen(each) for each in error.fields]) from error


def _begun(actor: Actor, first: First, violated: list[dict[str, str]], fine: int, key: str) -> UUID:
    typed, when = first.values, _late(first)
    code = typed["code"].upper().replace(" ", "")
    opening = {
        "party": party_of(code, typed["name"], typed["address"]),
        "officers": [str(actor.officer_id), typed["partner"]],
        "certificate_shown": True,
    }
    found = {
        "power": typed["power"],
        "facts": typed["facts"],
        "place": typed["place"] or typed["address"],
        "violated": violated,
        "fine_fen": fine,
    }
    act = "practice_spot" if first.practice else "open_spot"
    with together():
        opened = perform(act, None, actor=actor, data=opening, key=f"spot:{key}", **when)
        perform("check_spot_facts", opened.case_id, actor=actor, data=found, key=f"spot:{key}:facts", **when)
    return opened.case_id


def decide(file: CaseFile, actor: Actor, said: Mapping[str, Any], key: str, seen: int | None) -> None:
    """Told, heard, decided: the second screen's one button."""
    statement, reply, reserved = (
        str(said.get(each, "")).strip() for each in ("statement", "reply", "reserved")
    )
    proposed = file.facts["spot"]["proposed"]
    warned = len(proposed["penalty_items"]) > 1
    heard = {"statement": statement, "reply": reply}
    decided = {"fine_fen": proposed["fine_fen"], "warning": warned, "reserved": reserved}
    steps = [("tell_spot", {}), ("hear_spot", heard), ("decide_spot", decided)]
    _all(file, actor, steps, key, seen)


def hand_over(
    file: CaseFile, actor: Actor, key: str, seen: int | None, *, signed: bool, refusal: str = ""
) -> None:
    """The party has the paper; where no electronic seal stands on it, the form was stamped beforehand."""
    stamped = not file.facts["document.spot_decision"].get("sealed")
    told = {"signed_by_party": signed, "refusal": refusal, "prestamped": stamped}
    _all(file, actor, [("hand_over_spot", told)], key, seen)


def sign(file: CaseFile, actor: Actor, key: str, seen: int | None, *, on_paper: bool) -> None:
    """One's own signature, or both on the printed paper."""
    _all(file, actor, [("sign_spot_decision", {"on_paper": on_paper})], key, seen)


def late_of(file: CaseFile) -> dict[str, Any]:
    """When a case that was entered afterwards happened, and why so late; empty for one of today."""
    first = file.events[0]
    reason = file.in_clear(first["late_reason"])
    return {"happened": datetime.fromisoformat(first["happened"]), "late_reason": reason} if reason else {}


def _all(
    file: CaseFile, actor: Actor, steps: Sequence[tuple[str, Mapping[str, Any]]], key: str, seen: int | None
) -> None:
    when = late_of(file)
    with together():
        for place, (name, data) in enumerate(steps):
            # What the first of them wrote is no news to the second.
            read = seen if place == 0 else None
            perform(name, file.row.id, actor=actor, data=data, key=f"spot:{key}:{name}", seen=read, **when)


def _late(first: First) -> dict[str, Any]:
    if not first.late:
        return {}
    return {"happened": moment(first.values["happened"]), "late_reason": first.values["late_reason"]}


def _faults(first: First) -> list[FieldError]:
    typed = first.values
    wanted = [*FIELDS[:7], *(LATE if first.late else ())]
    faults = [FieldError(name, _LABELS[name], "必填") for name in wanted if not typed[name]]
    code = typed["code"].upper().replace(" ", "")
    if code and uscc_fault(code) and resident_fault(code):
        rule = "不是有效的统一社会信用代码，也不是有效的公民身份号码，请核对"
        faults.append(FieldError("code", _LABELS["code"], rule))
    if first.late and typed["happened"] and moment(typed["happened"]) is None:
        faults.append(FieldError("happened", _LABELS["happened"], "应为日期和时间，例如 2026-03-02 09:30"))
    return faults


def _on_screen(error: FieldError) -> FieldError:
    name = "violated" if error.field.startswith(_VIOLATED) else _SHOWN.get(error.field, error.field)
    return FieldError(name, error.label, error.rule)
