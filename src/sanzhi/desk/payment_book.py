"""The payment book of what a person may see: every case in execution, what is owed today, until when."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponseBase

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.access import visible
from sanzhi.cases.door_store import read_agency
from sanzhi.cases.models import Case, OpenStep
from sanzhi.cases.owing import Owing, owing, surcharge_row
from sanzhi.cases.practice import practice_ids
from sanzhi.cases.rulebook import rules
from sanzhi.desk.addresses import case_url
from sanzhi.desk.frame import READERS, show
from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound
from sanzhi.pages.filters import Days, Filter, Text, contains
from sanzhi.pages.table import Column, Table

_STEP = "execution"


@as_actor
@for_roles(*READERS)
def book(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The cases in execution, the longest waiting first; as a list or a file. Nothing is ranked by amount."""
    view = payment_table(actor).read(request)
    return view.download or show(request, actor, "desk/payment/book.html", {"table": view})


def payment_table(actor: Actor) -> Table[OpenStep]:
    """The table: what was decided, what came in, what is left today with its surcharge."""
    columns = [
        Column[OpenStep](
            "number", "案号", lambda row: _said(row).number, href=lambda row: case_url(row.case_id, "money")
        ),
        Column[OpenStep]("title", "案由", lambda row: _said(row).title),
        Column[OpenStep]("base", "罚没款", lambda row: _owed(row).base_fen, kind="money"),
        Column[OpenStep]("paid", "已缴", lambda row: _owed(row).paid_fen, kind="money"),
        Column[OpenStep]("surcharge", "加处罚款", lambda row: _owed(row).surcharge_fen, kind="money"),
        Column[OpenStep]("left", "今日尚欠", lambda row: _owed(row).left_fen, kind="money"),
        Column[OpenStep]("due", "缴款到期", lambda row: row.due, kind="date", template="desk/cell_due.html"),
    ]
    filters: list[Filter] = [
        Text("q", "案号、案由", contains("number", "title")),
        Days("due", "缴款到期", "due"),
    ]
    empty = "没有等待缴款、执行的案件。"
    return Table("缴款台账", columns, _rows(actor), filters, sort="since", empty=empty)


def _rows(actor: Actor) -> Any:
    case = Case.objects.filter(pk=OuterRef("case_id"))
    said = {name: Subquery(case.values(name)) for name in ("number", "title", "facts", "clocks")}
    seen = visible(actor).values("case_id")
    rows = OpenStep.objects.filter(step=_STEP, case_id__in=seen).exclude(case_id__in=practice_ids())
    return rows.annotate(**said)


def _owed(row: OpenStep) -> Owing:
    """Computed once a row: the columns of one row ask for the same thing."""
    said = _said(row)
    if not hasattr(said, "owed"):
        agency, on = read_agency(row.agency_id), clock.today()
        if agency is None:
            raise NotFound
        said.owed = owing(said.facts, said.clocks, surcharge_row(rules(), agency, on), on)
    found: Owing = said.owed
    return found


def _said(row: Any) -> Any:
    """The row with the columns that the statement added, which its type does not know."""
    return row
