"""The acts of the room ``cases``: importing the package registers them at the door."""

from sanzhi.cases.acts import (
    approval,
    conclusion,
    decision,
    defence,
    execution,
    filing,
    handover,
    lead,
    timer,
)

__all__ = [
    "approval",
    "conclusion",
    "decision",
    "defence",
    "execution",
    "filing",
    "handover",
    "lead",
    "timer",
]
