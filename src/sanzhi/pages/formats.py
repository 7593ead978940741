"""How money and time read on every page: ¥52,120.00, 2026年3月2日, 3月2日 14:05."""

from datetime import date, datetime

from sanzhi.law.amounts import in_yuan
from sanzhi.pages.days import BEIJING, long_day


def money(fen: int) -> str:
    """An amount in fen as ¥52,120.00."""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{in_yuan(abs(fen))}"


def day_of(moment: date | datetime) -> date:
    """The Chinese calendar day of a date or an aware instant."""
    if isinstance(moment, datetime):
        return moment.astimezone(BEIJING).date()
    return moment


def full_date(moment: date | datetime) -> str:
    """2026年3月2日; an instant is read in Chinese time."""
    return long_day(day_of(moment))


def month_day(moment: date | datetime) -> str:
    """3月2日."""
    day = day_of(moment)
    return f"{day.month}月{day.day}日"


def date_and_time(moment: datetime) -> str:
    """2026年3月2日 14:05 in Chinese time."""
    local = moment.astimezone(BEIJING)
    return f"{long_day(local.date())} {local:%H:%M}"
