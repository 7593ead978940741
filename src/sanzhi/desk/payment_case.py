"""What a case owes on a day, and how it was computed: the tab of its execution."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from sanzhi.cases.owing import Owing, owing, surcharge_row
from sanzhi.cases.paying_guards import remedies_in
from sanzhi.cases.queries import CaseFile
from sanzhi.cases.rulebook import rules
from sanzhi.desk.addresses import reachable
from sanzhi.desk.findings import Shown, cite
from sanzhi.jobs import clock
from sanzhi.law.guards.court import CourtRows, Window, court_window, court_window_closing
from sanzhi.law.rules import RuleRow


@dataclass(frozen=True)
class Receipt:
    """One payment of the book; ``url`` opens the bank slip among the materials."""

    on: date
    fen: int
    number: str
    way: str
    payer: str
    url: str


@dataclass(frozen=True)
class CourtTerm:
    """When the court may be asked, and what that day still warns of."""

    window: Window
    demand_served_on: date | None
    warnings: tuple[Shown, ...]


def tab(request: HttpRequest, file: CaseFile) -> dict[str, Any]:
    """The context of the tab: what is owed on the day that was asked for, else today."""
    on, problem = _asked(request.GET.get("on", ""))
    row = surcharge_row(rules(), file.row.agency, on)
    return {
        "owed": owed_on(file, row, on) if "decision" in file.facts else None,
        "owed_on": on,
        "owed_problem": problem,
        "rate": row,
        "receipts": receipts(file),
        "remedies": file.facts.get("remedies", []),
        "deferral": file.facts.get("deferral"),
        "term": court_term(file, on),
    }


def owed_on(file: CaseFile, row: RuleRow, on: date) -> Owing:
    """What is owed at the end of a day."""
    return owing(file.facts, file.row.clocks, row, on)


def receipts(file: CaseFile) -> list[Receipt]:
    """The payments in the order in which they were entered."""
    rows = file.facts.get("execution", {}).get("receipts", [])
    return [
        Receipt(
            date.fromisoformat(each["on"]),
            each["fen"],
            each["receipt"],
            each.get("way", ""),
            each.get("payer", ""),
            reachable("special_file", file.row.id, each["slip"]) if each.get("slip") else "",
        )
        for each in rows
    ]


def court_term(file: CaseFile, on: date) -> CourtTerm | None:
    """The three months of the court application; None before service and once nothing is owed."""
    found = remedies_in(file.facts)
    if found is None or file.facts.get("execution", {}).get("completed") or found.sued:
        return None
    window = court_window(found, CourtRows.of(rules(), on), rules().calendar)
    served = file.facts.get("demand", {}).get("served_on")
    demanded = date.fromisoformat(served) if served else None
    applied = "court" in file.facts
    told = court_window_closing(window, demand_served_on=demanded, applied=applied, on=on)
    return CourtTerm(window, demanded, tuple(Shown(each, cite(each, on)) for each in told))


def _asked(text: str) -> tuple[date, str]:
    try:
        return (date.fromisoformat(text) if text else clock.today()), ""
    except ValueError:
        return clock.today(), "日期应为年-月-日，例如 2026-03-02；现按今天计算。"
