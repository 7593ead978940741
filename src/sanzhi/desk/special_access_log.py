"""The auditor's other page: the access log, day by day, with what its chain of closings says.

Lines name accounts and cases by ids; the names of people are looked up for the page, cases keep theirs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse

from sanzhi.accounts import accesslog, logdays, segments
from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import LogDay, User
from sanzhi.desk.frame import show
from sanzhi.pages import export
from sanzhi.pages.navigation import Entry

SIZE: Final = 100
_DAYS: Final = 400
_HEADS: Final = ("时间", "账号", "姓名", "事项", "对象", "结果", "地址", "目的或者说明")
_EXPORTS: Final = {"csv": export.as_csv, "xlsx": export.as_xlsx}
Line = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What the auditor looks for within a day; empty fields ask for nothing."""

    day: date
    verb: str
    result: str
    who: str
    account: str
    before: int | None

    def wants(self, line: Line) -> bool:
        """Whether a line is among what is asked for."""
        return (
            self.verb in ("", line["verb"])
            and self.result in ("", line["result"])
            and (not self.who or line["actor"] == self.account or f"account/{self.account}" in line["obj"])
        )


@as_actor
@for_roles("audit")
def access(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The lines of one day, the newest first; a POST verifies the whole log."""
    if request.method == "POST":
        _verify(request)
    days = _days()
    asked = read(request.GET, days)
    kind = request.GET.get("export", "")
    if kind in _EXPORTS:
        found = (line for _, line in _lines(asked))
        return _EXPORTS[kind](f"访问日志{asked.day}", list(_HEADS), _rows(found))
    page = list(islice(_lines(asked), SIZE + 1))
    more = page[SIZE - 1][0] if len(page) > SIZE else None
    context = {
        "rows": [list(zip(_HEADS, row, strict=True)) for row in _rows(line for _, line in page[:SIZE])],
        "heads": _HEADS,
        "asked": asked,
        "days": days,
        "state": _state(asked.day),
        "verbs": accesslog.VERBS.items(),
        "results": accesslog.RESULTS.items(),
        "older": _with(request.GET, before=str(more)) if more is not None else "",
        "newest": _with(request.GET, before="") if asked.before is not None else "",
        "exports": [(each.upper(), _with(request.GET, export=each, before="")) for each in _EXPORTS],
        "here": reverse("special_access_log"),
        "crumbs": [Entry("审计", reverse("special_audit")), Entry("访问日志", "")],
    }
    return show(request, actor, "desk/special/access_log.html", context)


def read(params: QueryDict, days: list[date]) -> Asked:
    """Read the address; what cannot be understood asks for nothing. Without a day: the newest there is."""
    try:
        day = date.fromisoformat(params.get("day", ""))
    except ValueError:
        day = days[0] if days else accesslog.china_day(datetime.now(UTC))
    before, who = params.get("before", ""), params.get("who", "").strip()
    return Asked(
        day=day,
        verb=params.get("verb", "") if params.get("verb") in accesslog.VERBS else "",
        result=params.get("result", "") if params.get("result") in accesslog.RESULTS else "",
        who=who,
        account=_account(who),
        before=int(before) if before.isascii() and before.isdecimal() and len(before) < 16 else None,
    )


def _account(who: str) -> str:
    found = User.objects.filter(username=who.lower()).values_list("pk", flat=True).first() if who else None
    return str(found) if found else "nobody"


def _days() -> list[date]:
    return segments.days(accesslog.folder())[: -_DAYS - 1 : -1]


def _lines(asked: Asked) -> Iterator[tuple[int, Line]]:
    try:
        for offset, raw in segments.backwards(segments.segment(accesslog.folder(), asked.day), asked.before):
            line = accesslog.read_line(raw)
            if line is not None and asked.wants(line):
                yield offset, line
    except FileNotFoundError:
        return


def _rows(lines: Iterable[Line]) -> Iterator[list[export.Value]]:
    given, names = iter(lines), dict[str, tuple[str, str]]()
    while chunk := list(islice(given, SIZE)):
        names |= _names({each for line in chunk for each in _accounts(line)} - names.keys())
        yield from _told(chunk, names)


def _accounts(line: Line) -> Iterator[str]:
    """The ids of the accounts that a line names: who did it, and to whom."""
    kind, _, rest = str(line["obj"]).partition("/")
    named = (line["actor"], rest.partition("/")[0] if kind == "account" else "")
    return (each for each in named if _is_id(each))


def _names(ids: set[str]) -> dict[str, tuple[str, str]]:
    """Account and name by id, in one statement; empty ones for an account that is gone."""
    found = User.objects.filter(pk__in=ids).values_list("pk", "username", "display_name") if ids else ()
    return dict.fromkeys(ids, ("", "")) | {str(pk): (account, name) for pk, account, name in found}


def _told(lines: Iterable[Line], names: Mapping[str, tuple[str, str]]) -> Iterator[list[export.Value]]:
    for line in lines:
        account, name = names.get(line["actor"], ("", ""))
        yield [
            datetime.fromisoformat(line["at"]),
            account,
            name,
            accesslog.VERBS.get(line["verb"], line["verb"]),
            _object(str(line["obj"]), names),
            accesslog.RESULTS.get(line["result"], line["result"]),
            line.get("address", ""),
            line.get("purpose", ""),
        ]


def _object(obj: str, names: Mapping[str, tuple[str, str]]) -> str:
    kind, _, rest = obj.partition("/")
    if kind != "account":
        return obj
    account, _, more = rest.partition("/")
    named = names.get(account, ("", ""))[0] or "没有这个账号"
    return f"账号 {named} {more}".strip()


def _is_id(text: str) -> bool:
    try:
        return len(text) == 36 and bool(UUID(text))
    except ValueError:
        return False


def _state(day: date) -> str:
    row = LogDay.objects.filter(day=day).first()
    if row is None:
        return "当日尚未封存，次日自动封存。"
    fault = next(logdays.row_faults(row, row.previous), None)
    if fault is not None:
        return f"封存后发现问题：{fault.detail}。"
    if row.removed is not None:
        return "已超过保存期限，内容已销毁，封存记录保留。"
    return f"已封存 {row.lines} 行，核对完好。封存值 {row.closing}"


def _verify(request: HttpRequest) -> None:
    fault = logdays.verify()
    if fault is None:
        messages.success(request, f"{LogDay.objects.count()} 个封存日逐日核对，完好。")
    else:
        messages.error(request, f"{fault.day}：{fault.detail}。")


def _with(params: QueryDict, **changes: str) -> str:
    copy = params.copy()
    for name, value in changes.items():
        copy.pop(name, None)
        if value:
            copy[name] = value
    return "?" + copy.urlencode()
