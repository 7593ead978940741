"""Looking at a case that is not one's own: with a purpose, and logged each time.

Who may look stands in the scope rows. That a look leaves a trace follows from 个人信息保护法 Art 51,
数据安全法 Art 38 (state organs use what they learn within their duties alone) and GB/T 22239-2019 8.1.4.3.
"""

from typing import Final
from uuid import UUID

from sanzhi.accounts import accesslog
from sanzhi.accounts.actors import Actor
from sanzhi.cases import door_store as store
from sanzhi.law.errors import FieldError, Invalid, NotFound, PurposeNeeded

# What is offered to choose from; anything else may be typed.
PURPOSES: Final = ("协助办案", "类案参考", "案件评查", "接待咨询投诉", "工作交接")
_SHORTEST, _LONGEST = 2, 100
# Those whose daily work is other people's cases are not asked: their part in the procedure is the purpose.
_PRESET: Final = (
    ("supervisor", "执法监督"),
    ("head", "审批"),
    ("reviewer", "法制审核"),
    ("editor", "信息公示"),
)


def look(actor: Actor, case_id: UUID) -> None:
    """Let a person look at a case, or say why not; a sight of somebody else's case is logged.

    ``NotFound`` when it may not be seen or does not exist; ``PurposeNeeded`` when the person has not said
    today why.
    """
    through = store.seen_through(case_id, actor.scopes)
    if not through:
        raise NotFound
    if f"user:{actor.user_id}" in through:
        return
    purpose = _preset(actor, through) or actor.purposes.get(str(case_id)) or actor.purposes.get("", "")
    if not purpose:
        raise PurposeNeeded(case_id)
    accesslog.record(actor, "sight", f"case/{case_id}", purpose=purpose)


def purpose_of(text: str) -> str:
    """A purpose as somebody gave it; ``Invalid`` when it says too little or too much."""
    purpose = " ".join(text.split())
    if not _SHORTEST <= len(purpose) <= _LONGEST:
        rule = f"请写明查看目的，{_SHORTEST} 至 {_LONGEST} 个字"
        raise Invalid([FieldError("purpose", "查看目的", rule)])
    return purpose


def _preset(actor: Actor, through: frozenset[str]) -> str:
    """The purpose that follows from the part somebody has: leaders of the unit examine its cases."""
    if through & {f"unit:{unit}" for unit in actor.held.leads}:
        return "审批"
    return next((words for role, words in _PRESET if role in actor.roles), "")
