"""The list of cases that a person may see: scope rows with what their cases say, in one statement."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from sanzhi.accounts.actors import Actor
from sanzhi.cases.access import visible
from sanzhi.cases.models import Case, CaseScope, OpenStep, PersonalValue
from sanzhi.cases.parties import cases_of
from sanzhi.cases.seal import unseal
from sanzhi.desk.addresses import case_url
from sanzhi.desk.inbox import case_strip
from sanzhi.desk.words import step_titles
from sanzhi.jobs import clock
from sanzhi.orgs.models import Agency
from sanzhi.pages.filters import Choice, Days, Filter, Text, contains, equals
from sanzhi.pages.strip import Strip
from sanzhi.pages.table import Column, Table
from sanzhi.procedure.deed import china_day
from sanzhi.procedure.library import by_digest
from sanzhi.procedure.personal import ERASED

_EMPTY = "没有符合条件的案件。"


def case_table(actor: Actor) -> Table[CaseScope]:
    """The table of cases for a person; who sees several agencies is told whose case it is."""
    columns = [
        Column[CaseScope](
            "number", "案号", lambda row: _said(row).number, href=lambda row: case_url(row.case_id)
        ),
        Column[CaseScope]("title", "案由", lambda row: _said(row).title),
        Column[CaseScope]("party", "当事人", _party),
        Column[CaseScope](
            "agency", "执法机关", lambda row: _said(row).agency, shown="supervisor" in actor.roles
        ),
        Column[CaseScope]("state", "环节", _state, sort="state", template="desk/cell_step.html"),
        Column[CaseScope](
            "due", "最近到期", lambda row: _said(row).due, kind="date", template="desk/cell_due.html"
        ),
        Column[CaseScope](
            "opened", "登记日期", lambda row: china_day(row.opened_at), kind="date", sort="opened_at"
        ),
        # The table hands the value of a drawn cell to its template as it is; it never goes into a file.
        Column[CaseScope]("strip", "三制", _strip, template="pages/strip_cell.html", exported=False),  # type: ignore[arg-type]
    ]
    filters: list[Filter] = [
        Text("q", "案号、案由", contains("number", "title"), hint="例如 金沙市监案〔2026〕3号"),
        # The whole value: what is compared are digests of sealed values.
        Text("party", "当事人", _of_party, hint="完整的姓名、名称、证件号码或者电话"),
        Choice("state", "环节", list(step_titles().items()), equals("state")),
        Days("opened", "登记日期", "opened_at", instant=True),
    ]
    return Table("案件", columns, listed(actor), filters, sort="-opened_at", empty=_EMPTY)


def _of_party(value: str) -> Q:
    return Q(case_id__in=cases_of(value))


def listed(actor: Actor) -> QuerySet[CaseScope]:
    """The visible rows with number, title, party, agency, nearest due day and facts of their cases."""
    case = Case.objects.filter(pk=OuterRef("case_id"))
    party = case.annotate(name=KT("facts__party__name")).values("name")
    digest = case.annotate(digest=KT("facts__party__name__~")).values("digest")
    steps = OpenStep.objects.filter(case_id=OuterRef("case_id"), due__isnull=False).order_by("due")
    rows = visible(actor).annotate(
        number=Subquery(case.values("number")),
        title=Subquery(case.values("title")),
        facts=Subquery(case.values("facts")),
        clocks=Subquery(case.values("clocks")),
        agency_id=Subquery(case.values("agency_id")),
        procedure=Subquery(case.values("procedure")),
        party_name=Subquery(party),
        party_digest=Subquery(digest),
        due=Subquery(steps.values("due")[:1]),
    )
    agency = Agency.objects.filter(pk=OuterRef("agency_id"))
    sealed = PersonalValue.objects.filter(pk=OuterRef("party_digest"))
    return rows.annotate(
        agency=Subquery(agency.values("name")), party_sealed=Subquery(sealed.values("sealed"))
    )


def _said(row: Any) -> Any:
    """The row with the columns that the statement added, which its type does not know."""
    return row


def _party(row: CaseScope) -> str:
    said = _said(row)
    if said.party_digest is None:
        return str(said.party_name or "")
    return unseal(said.party_sealed, said.party_digest) if said.party_sealed else ERASED


def _state(row: CaseScope) -> str:
    step = by_digest(_said(row).procedure).steps.get(row.state)
    return step.title if step else row.state


def _strip(row: CaseScope) -> Strip:
    said, today = _said(row), clock.today()
    return case_strip(said.facts, said.clocks, _opened(row), today)


def _opened(row: CaseScope) -> date:
    return china_day(row.opened_at)
