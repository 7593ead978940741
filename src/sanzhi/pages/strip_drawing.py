"""Where everything of a strip stands: the geometry that ``pages/strip.html`` prints.

Places are whole per cents of the track, so that the template needs classes only and no inline
style.  A label too near to its left neighbour goes one level lower.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sanzhi.pages.axis import Slot, spread
from sanzhi.pages.strip import Lane, Mark, State, Strip
from sanzhi.pages.strip_words import GLYPHS, ICONS, LANE_ICONS, WORDS, extra, note, verdict

# The narrowest track on which the strip is drawn lengthwise, and what a letter takes, in CSS pixels.
TRACK = 800
LETTER = 14
LABEL = 10 * LETTER
LEAST = 4.5
# More days than these would stand nearer to each other than a mark is wide.
MOST = 25
# With more things on one day the labels would hang over each other's marks, and time has no length to show.
CROWD = 5
LEVELS = 4
# What the badge of today takes beside its letters, with the air around it.
BADGE = 18


@dataclass(frozen=True)
class DrawnMark:
    """A mark with its place: ``at`` in per cent, ``level`` of the label from 0, ``side`` it hangs on.

    ``note`` and ``extra`` are the lines under the title; ``fine`` stands only where there is room.
    """

    mark: Mark
    at: int
    level: int
    side: str
    word: str
    icon: str
    glyph: str
    note: str
    extra: str
    fine: str
    ahead: bool


@dataclass(frozen=True)
class Segment:
    """A piece of a lane's track from ``x1`` to ``x2`` per cent, drawn as its right end stands."""

    x1: int
    x2: int
    state: State


@dataclass(frozen=True)
class DrawnLane:
    """A lane with its marks in order of time and one word on how it stands.

    ``tall`` says where a label that names an article needs more room: ``step`` between the levels,
    ``foot`` under the last one, ``step foot`` both.
    """

    lane: Lane
    icon: str
    marks: tuple[DrawnMark, ...]
    segments: tuple[Segment, ...]
    levels: int
    tall: str
    state: State
    verdict: str


@dataclass(frozen=True)
class Tick:
    """A date above the tracks; one without ``text`` is only a line."""

    at: int
    text: str
    side: str
    today: bool = False


@dataclass(frozen=True)
class Drawing:
    """Everything the template prints; ``today_at`` is None when today lies outside the line.

    ``upright`` says that the labels find no room lengthwise; ``legend`` is (state, icon, word) of the
    states that occur.
    """

    strip: Strip
    lanes: tuple[DrawnLane, ...]
    ticks: tuple[Tick, ...]
    today_at: int | None
    upright: bool
    legend: tuple[tuple[State, str, str], ...]


@dataclass(frozen=True)
class _Scale:
    """One scale for all lanes, so that one vertical line is one day in each of them."""

    strip: Strip
    places: Mapping[Slot, int]

    @property
    def today_at(self) -> int | None:
        """The line of today stands behind all that has happened today."""
        today = self.strip.today.toordinal()
        return max((at for (day, _), at in self.places.items() if day == today), default=None)

    @property
    def wall(self) -> float:
        """The line of today in pixels; far off where it is not drawn."""
        return -10.0 * TRACK if self.today_at is None else self.today_at * TRACK / 100


def draw(strip: Strip) -> Drawing:
    """Lay the strip out."""
    ordered = [_ordered(lane, strip) for lane in strip.lanes]
    scale = _Scale(strip, _places(strip, ordered))
    lanes = tuple(_lane(lane, slots, scale) for lane, slots in zip(strip.lanes, ordered, strict=True))
    found = {mark.state for lane in strip.lanes for mark in lane.marks}
    legend = tuple((state, ICONS[state], WORDS[state]) for state in WORDS if state in found)
    crowded = max((nth for _, nth in scale.places), default=0) >= CROWD
    upright = crowded or len(scale.places) > MOST or any(lane.levels > LEVELS for lane in lanes)
    return Drawing(strip, lanes, tuple(_ticks(scale)), scale.today_at, upright, legend)


def _when(mark: Mark, strip: Strip) -> date:
    """The day a mark stands on; what is missing without a date is missing today."""
    day = mark.on or mark.due or (strip.end if mark.state == "idle" else strip.today)
    return min(max(day, strip.start), strip.end)


def _ordered(lane: Lane, strip: Strip) -> list[tuple[Slot, Mark]]:
    """Marks by day; several of one day get slots of their own, side by side."""
    marks = sorted(lane.marks, key=lambda mark: _when(mark, strip))
    used: dict[int, int] = {}
    slots: list[tuple[Slot, Mark]] = []
    for mark in marks:
        day = _when(mark, strip).toordinal()
        slots.append(((day, used.get(day, 0)), mark))
        used[day] = used.get(day, 0) + 1
    return slots


def _places(strip: Strip, lanes: Sequence[Sequence[tuple[Slot, Mark]]]) -> Mapping[Slot, int]:
    """Whole per cents of the track for every slot of every lane, and for both ends and today."""
    slots = {slot for lane in lanes for slot, _ in lane}
    slots |= {(strip.start.toordinal(), 0), (strip.end.toordinal(), 0)}
    if strip.start <= strip.today <= strip.end:
        slots.add((strip.today.toordinal(), 0))
    ordered = sorted(slots)
    places = spread([day for day, _ in ordered], LEAST, 96)
    return {slot: round(place + 2) for slot, place in zip(ordered, places, strict=True)}


def _lane(lane: Lane, slots: Sequence[tuple[Slot, Mark]], scale: _Scale) -> DrawnLane:
    marks: list[DrawnMark] = []
    ends = [-1000.0] * (LEVELS + 1)
    for slot, mark in slots:
        marks.append(_mark(mark, scale.places[slot], ends, scale))
    state, word = verdict(lane)
    levels = max((mark.level for mark in marks), default=0) + 1
    deep = {drawn.level + 1 for drawn in marks if drawn.extra and drawn.mark.state != "due"}
    tall = " ".join(word for word, has in (("step", deep - {levels}), ("foot", levels in deep)) if has)
    pieces = tuple(_segments(marks))
    return DrawnLane(lane, LANE_ICONS[lane.key], tuple(marks), pieces, levels, tall, state, word)


def _mark(mark: Mark, at: int, ends: list[float], scale: _Scale) -> DrawnMark:
    """Place one label beside the line of today.

    ``ends`` holds where each level is taken up to, in pixels, and is updated.
    """
    strip = scale.strip
    below, third = note(mark, strip.today), extra(mark, strip.today)
    width = min(LABEL, LETTER * max(_letters(mark.title), _letters(below), _letters(third)))
    side, begin, level = _room(at * TRACK / 100, width, scale.wall, ends)
    ends[level] = begin + width + LETTER
    return DrawnMark(
        mark,
        at,
        level,
        side,
        word=WORDS[mark.state],
        icon=ICONS[mark.state],
        glyph=GLYPHS[mark.state],
        note=below,
        extra=third,
        fine="，".join(text for text in (mark.detail, mark.article) if text and text != third),
        ahead=_when(mark, strip) > strip.today,
    )


def _room(centre: float, width: float, wall: float, ends: Sequence[float]) -> tuple[str, float, int]:
    """The side and level a label goes to: its best side first, any other before it covers a neighbour.

    The level after the last one takes what finds no room; a strip that needs it is drawn upright.
    """
    best = _side(centre, width, wall)
    others = [("middle", centre - width / 2), ("end", centre + 14 - width), ("start", centre - 14)]
    for side, begin in [best, *(other for other in others if 0 <= other[1] <= TRACK - width)]:
        level = next((n for n in range(LEVELS) if ends[n] <= begin), None)
        if level is not None:
            return side, begin, level
    return *best, LEVELS


def _side(centre: float, width: float, wall: float = -TRACK) -> tuple[str, float]:
    """Labels are centred under their mark, save at the ends of the track and where they would cross today."""
    half = width / 2 + 4
    if centre < half or 0 < centre - wall < half:
        return "start", centre - 14
    if centre > TRACK - half or 0 <= wall - centre < half:
        return "end", centre + 14 - width
    return "middle", centre - width / 2


def _letters(text: str) -> float:
    """Width in Chinese letters; Latin ones and digits take a little more than half."""
    return sum(1.0 if ord(letter) > 0x2E7F else 0.58 for letter in text)


def _segments(marks: Sequence[DrawnMark]) -> Iterator[Segment]:
    for before, after in pairwise(marks):
        yield Segment(before.at, after.at, after.mark.state)


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """Dates where there is room; today always has its place, the others keep clear of it."""
    today, today_at = scale.strip.today, scale.today_at
    days = sorted({(at, date.fromordinal(day)) for (day, nth), at in scale.places.items() if nth == 0})
    kept = []
    if today_at is not None:
        badge = f"今天 {today.month}月{today.day}日"
        kept = [_span(today_at, badge, BADGE)]
        yield Tick(today_at, badge, _side(today_at * TRACK / 100, kept[0][1] - kept[0][0])[0], today=True)
    taken, year = -1000.0, 0
    for at, day in days:
        if day == today:
            continue
        text = f"{day.month}月{day.day}日" if day.year == year else f"{day.year}年{day.month}月{day.day}日"
        begin, end = _span(at, text)
        clear = begin > taken and not any(begin < late and early < end for early, late in kept)
        yield Tick(at, text if clear else "", _side(at * TRACK / 100, end - begin)[0])
        if clear:
            taken, year = end + LETTER, day.year


def _span(at: int, text: str, margin: int = 4) -> tuple[float, float]:
    """From where to where a date above the track reaches, in pixels."""
    width = LETTER * _letters(text)
    begin = _side(at * TRACK / 100, width)[1]
    return begin - margin, begin + width + margin
