"""The strip of a case tells what happened in the order in which it happened."""

from datetime import date
from typing import Any

from sanzhi.cases.lanes import strip_of

DAY = date(2026, 3, 2)


def paper(place: int, title: str, **more: str) -> dict[str, Any]:
    number = f"0199d000-0000-7000-8000-00000000000{place}"
    return {"id": number, "title": title, "number": "", "on": DAY.isoformat(), **more}


def test_papers_of_one_day_stand_in_the_order_of_their_making() -> None:
    # A database may give the facts back in another order.
    facts = {
        "document.decision": paper(3, "决定书"),
        "document.filing": paper(1, "立案审批表"),
        "document.prior_notice": paper(2, "告知书", served_on=DAY.isoformat()),
        "lead": {"received_on": DAY.isoformat()},
    }

    record = strip_of(facts, {}, opened=DAY, today=DAY)["lanes"][1]

    assert [mark["title"] for mark in record["marks"]] == [
        "案源登记",
        "立案审批表",
        "告知书",
        "告知书送达",
        "决定书",
    ]
