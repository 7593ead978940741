"""Bringing running cases in from a workbook: each line comes in whole or is refused with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.door import Outcome, perform, together
from sanzhi.desk.addresses import case_url
from sanzhi.desk.frame import show
from sanzhi.desk.takeover_sheet import MOST_ROWS, Line, lines_of, reasons, template
from sanzhi.law.errors import FieldError, Invalid, Refused, SanzhiError
from sanzhi.pages.navigation import Entry

_LARGEST = 10 * 1024 * 1024
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Result:
    """What became of one line: the case, or why it did not come in, column by column."""

    line: int
    number: str
    title: str
    case_number: str = ""
    url: str = ""
    reasons: Sequence[tuple[str, str]] = ()


@as_actor
@for_roles("head")
def takeover(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Upload the workbook: ``check`` tries every line and keeps nothing, ``carry`` brings the right in."""
    if actor.agency_id is None:
        raise PermissionDenied
    context: dict[str, Any] = {"most": MOST_ROWS, "crumbs": [Entry("转入在办案件", "")]}
    status = 200
    if request.method == "POST":
        trying = request.POST.get("do") != "carry"
        try:
            results = [_result(actor, each, trying=trying) for each in _read(request, actor.agency_id)]
        except Invalid as error:
            context["faults"], status = error.fields, 422
        else:
            refused = [each for each in results if each.reasons]
            context |= {
                "results": results,
                "refused": refused,
                "trying": trying,
                "right": len(results) - len(refused),
            }
    return show(request, actor, "desk/takeover/cases.html", context, status)


@require_safe
@as_actor
@for_roles("head")
def blank(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The workbook to fill in."""
    return FileResponse(template(), as_attachment=True, filename="在办案件转入模板.xlsx", content_type=_XLSX)


def _read(request: HttpRequest, agency_id: UUID) -> list[Line]:
    file = request.FILES.get("file")
    if file is None:
        raise Invalid([FieldError("file", "文件", "请选择填好的工作簿")])
    if (file.size or 0) > _LARGEST:
        raise Invalid([FieldError("file", "文件", "超过 10 MB，请分成几个文件")])
    return lines_of(cast(BinaryIO, file), agency_id)


def _result(actor: Actor, line: Line, *, trying: bool) -> Result:
    told = Result(line.number, line.cells.get("原案号", ""), line.cells.get("案由", ""))
    try:
        if line.faults:
            raise Invalid([*line.faults, *_more(actor, line)])
        outcome = _carry(actor, line, trying=trying)
    except SanzhiError as error:
        return replace(told, reasons=_why(error))
    return told if trying else replace(told, case_number=outcome.number, url=case_url(outcome.case_id))


def _why(error: SanzhiError) -> list[tuple[str, str]]:
    """Why a line does not come in: column and rule of each wrong cell, or what the law says."""
    if isinstance(error, Invalid):
        return reasons(error.fields)
    return [(error.title, str(error) if isinstance(error, Refused) else error.detail)]


def _more(actor: Actor, line: Line) -> list[FieldError]:
    """What else is wrong with a line that cannot come in anyway: nobody uploads twice to see two faults."""
    known = {fault.field.split(".")[0] for fault in line.faults}
    try:
        _carry(actor, line, trying=True)
    except Invalid as error:
        return [fault for fault in error.fields if fault.field.split(".")[0] not in known]
    except SanzhiError:
        return []
    return []


def _carry(actor: Actor, line: Line, *, trying: bool) -> Outcome:
    # The same line of the same agency is the same request, however often the file is sent.
    key = f"carry:{uuid5(actor.agency_id or UUID(int=0), line.cells.get('原案号', ''))}"
    if not trying:
        return perform("carry_in", None, actor=actor, data=line.data, key=key)
    with together():
        outcome = perform("carry_in", None, actor=actor, data=line.data, key=f"try:{key}")
        transaction.set_rollback(True)
    return outcome
