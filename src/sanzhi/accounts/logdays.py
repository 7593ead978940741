"""Closing the days of the access log, verifying their chain, and ending what has been kept long enough."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings

from sanzhi.accounts import accesslog, segments
from sanzhi.accounts.models import LogDay


@dataclass(frozen=True)
class Fault:
    """The first thing that is not as it was: the day of its segment, and a Chinese sentence."""

    day: date
    detail: str


def close_days() -> int:
    """Close every day that is over and remove what is older than the instance keeps; the number closed.

    Regular work: it takes up where it stopped, and doing it twice changes nothing.
    """
    today, done = accesslog.china_day(datetime.now(UTC)), 0
    known = set(LogDay.objects.values_list("day", flat=True))
    for day in segments.days(accesslog.folder()):
        if day < today and day not in known:
            _keep(segments.close(accesslog.folder(), day, _last_closing()))
            done += 1
    remove_old(today)
    return done


def _keep(found: segments.Closing) -> None:
    LogDay.objects.get_or_create(
        day=date.fromisoformat(found.day),
        defaults={
            "lines": found.lines,
            "size": found.size,
            "sha256": found.sha256,
            "previous": found.previous,
            "closing": found.closing,
            "closed": datetime.now(UTC),
        },
    )


def _last_closing() -> str:
    return LogDay.objects.order_by("-pk").values_list("closing", flat=True).first() or segments.FIRST


def remove_old(today: date) -> None:
    """End what is older than the instance keeps (网络安全法 Art 21(3): six months at the least)."""
    oldest = keeps_from(today, settings.SANZHI_ACCESS_LOG_MONTHS)
    for row in LogDay.objects.filter(day__lt=oldest, removed=None).order_by("pk"):
        # The row first: a segment without a word about its end would read as one that was made away with.
        LogDay.objects.filter(pk=row.pk).update(removed=datetime.now(UTC))
        segments.segment(accesslog.folder(), row.day).unlink(missing_ok=True)


def keeps_from(today: date, months: int) -> date:
    """The first day that is still kept; the same day of an earlier month, or the last that it has."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    for day in range(today.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def verify() -> Fault | None:
    """The first day whose segment was changed, shortened or made away with; None when all is as it was.

    Reads every segment that is kept.
    """
    return next(_faults(), None)


def _faults() -> Iterator[Fault]:
    previous, known = segments.FIRST, set()
    for row in LogDay.objects.order_by("pk"):
        known.add(row.day)
        yield from row_faults(row, previous)
        previous = row.closing
    for day in segments.days(accesslog.folder(), "closed"):
        if day not in known:
            yield Fault(day, "封存记录已从数据库中删除")


def row_faults(row: LogDay, previous: str) -> Iterator[Fault]:
    """What is wrong with one closed day; ``previous`` is the closing of the day that was closed before."""
    said = segments.Closing.of(row.day, row.lines, row.size, row.sha256, row.previous)
    if row.previous != previous:
        yield Fault(row.day, "与前一封存日的链接断开，其间有记录被删除或者调换")
    if said.closing != row.closing:
        yield Fault(row.day, "封存记录被改动")
    if row.removed is not None:
        return
    try:
        if segments.read_closing(accesslog.folder(), row.day) != said:
            yield Fault(row.day, "封存文件与数据库中的封存记录不一致")
        if segments.measure(segments.segment(accesslog.folder(), row.day)) != (
            row.lines,
            row.size,
            row.sha256,
        ):
            yield Fault(row.day, "日志内容在封存之后被改动")
    except FileNotFoundError as error:
        yield Fault(row.day, f"文件 {error.filename} 不见了")
    except (OSError, ValueError) as error:
        yield Fault(row.day, f"文件无法读取（{type(error).__name__}）")
