"""What comes to the door with an act, checked before anything is read: data, time, key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ValidationError

from sanzhi.accounts.actors import Actor
from sanzhi.cases.keepable import unkeepable
from sanzhi.cases.seal import request_digests
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure.acts import Act
from sanzhi.procedure.deed import china_day
from sanzhi.registry.faults import faults_of, label_of

LONGEST_KEY = 120


@dataclass(frozen=True, slots=True)
class Envelope:
    """An act on its way to the door. ``seen`` is the number of the last event the writer had read.

    ``request`` tells this request apart; ``requests`` are the forms it may have been stored in before.
    """

    act: Act
    case_id: UUID | None
    actor: Actor
    data: BaseModel
    key: str
    request: str
    requests: tuple[str, ...]
    seen: int | None
    happened: datetime
    recorded: datetime
    late_reason: str


def seal_envelope(
    act: Act,
    case_id: UUID | None,
    *,
    actor: Actor,
    data: Mapping[str, Any],
    key: str,
    seen: int | None,
    happened: datetime | None,
    late_reason: str,
    recorded: datetime,
) -> Envelope:
    """Check form and time of an act; ``Invalid`` names every wrong field at once."""
    if not 1 <= len(key) <= LONGEST_KEY:
        raise Invalid([FieldError("key", "幂等键", f"应为 1 至 {LONGEST_KEY} 个字符")])
    _check_keepable(act, {**data, "late_reason": late_reason})
    parsed = parse(act.data, data)
    moment = recorded if happened is None else happened
    _check_time(act, moment, recorded, late_reason)
    raw = json.dumps(data, sort_keys=True, default=str, ensure_ascii=False)
    who = f"{act.name}|{case_id}|{actor.user_id}|{happened}|{raw}"
    digests = request_digests(who)
    return Envelope(
        act, case_id, actor, parsed, key, digests[0], digests, seen, moment, recorded, late_reason.strip()
    )


def parse(model: type[BaseModel], data: Mapping[str, Any]) -> BaseModel:
    """Read data into its model; ``Invalid`` in Chinese otherwise."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Invalid(faults_of(model, error)) from None


def _check_keepable(act: Act, data: Mapping[str, Any]) -> None:
    found = [
        FieldError(".".join(map(str, place)), label_of(act.data, place), rule)
        for place, rule in unkeepable(data)
    ]
    if found:
        raise Invalid(found)


def _check_time(act: Act, happened: datetime, recorded: datetime, late_reason: str) -> None:
    if happened.tzinfo is None:
        raise Invalid([FieldError("happened", "发生时间", "必须带时区")])
    if happened > recorded:
        raise Invalid([FieldError("happened", "发生时间", "不能晚于现在")])
    ago = recorded - happened
    # A day beyond the calendar has no name in Chinese time, so the length is looked at first.
    if ago < timedelta(days=1) and china_day(happened) == china_day(recorded):
        return
    if ago > timedelta(days=act.late_days):
        rule = (
            f"“{act.title}”只能补录 {act.late_days} 日以内的事项"
            if act.late_days
            else f"“{act.title}”不能补录"
        )
        raise Invalid([FieldError("happened", "发生时间", rule)])
    if not late_reason.strip():
        raise Invalid([FieldError("late_reason", "补录原因", "发生时间早于今天的，必须说明原因")])
