"""What a strip says: words, shapes and icons of its states, and the lines under each mark.

A state is never told by colour alone: each has its own word, its own shape and its own icon.
"""

from datetime import date

from sanzhi.pages.days import left, short_day
from sanzhi.pages.strip import Lane, Mark, State

WORDS: dict[State, str] = {
    "done": "已完成",
    "due": "待办理",
    "late": "已逾期",
    "gap": "缺失",
    "locked": "内部环节",
    "idle": "未到",
}
ICONS: dict[State, str] = {
    "done": "check",
    "due": "hands",
    "late": "bang",
    "gap": "gap",
    "locked": "lock",
    "idle": "dot",
}
# The same six shapes at the size of a list row, on a grid of 12.
GLYPHS: dict[State, str] = {
    "done": "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z",
    "due": "M6 1l5 5-5 5-5-5z",
    "late": "M6 .8l5.6 10.2H.4z",
    "gap": "M2 2l8 8M10 2l-8 8",
    "locked": "M2 2h8v8H2z",
    "idle": "M6 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
}
LANE_ICONS = {"publicity": "megaphone", "record": "camera", "review": "scales"}
_BY_URGENCY: tuple[State, ...] = ("late", "gap", "due", "done", "locked", "idle")


def note(mark: Mark, today: date) -> str:
    """The second line: when it was, what is left, or what is wrong."""
    if mark.state == "due" and mark.due:
        return left(mark.due, today)
    if mark.state == "late":
        return left(mark.due, today) if mark.due and mark.due < today else "已逾期"
    if mark.state == "gap":
        return "缺失"
    day = mark.on or mark.due
    return short_day(day, today) if day else WORDS[mark.state]


def extra(mark: Mark, today: date) -> str:
    """The third line: when it is due, or the article that asks for what is missing."""
    if mark.state == "due" and mark.due and mark.due != today:
        return f"{short_day(mark.due, today)}到期"
    return mark.article if mark.state in ("late", "gap") else ""


def verdict(lane: Lane) -> tuple[State, str]:
    """How the lane stands in one word: its most urgent state."""
    states: list[State] = [mark.state for mark in lane.marks]
    worst: State = next((state for state in _BY_URGENCY if state in states), "idle")
    count = states.count(worst)
    if worst == "done":
        return worst, "齐全" if "idle" not in states else "正常"
    named = {"late": f"逾期 {count} 项", "gap": f"缺 {count} 项", "due": f"待办 {count} 项"}
    return worst, named.get(worst, "不公开" if worst == "locked" else "未涉及")
