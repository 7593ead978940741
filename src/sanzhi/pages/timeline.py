"""What a timeline shows of one event of a case."""

from dataclasses import dataclass
from datetime import date, datetime

from sanzhi.pages.days import BEIJING
from sanzhi.pages.formats import day_of


@dataclass(frozen=True)
class Event:
    """One act: when it happened (what the law judges) and when it was recorded (what nobody chooses).

    ``happened`` may be a day only; ``icon`` is a name of ``pages.icons``; ``href`` opens the event.
    """

    title: str
    happened: date | datetime
    recorded: datetime
    actor: str = ""
    detail: str = ""
    href: str = ""
    icon: str = "dot"

    @property
    def day(self) -> date:
        """The day it happened in China."""
        return day_of(self.happened)

    @property
    def clock(self) -> str:
        """The time of day it happened (14:05), where it is known."""
        return f"{self.happened.astimezone(BEIJING):%H:%M}" if isinstance(self.happened, datetime) else ""

    @property
    def late(self) -> bool:
        """Whether it was recorded on a later day than it happened."""
        return day_of(self.recorded) > self.day
