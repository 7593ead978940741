"""A lead or a case that ended in a running case is made known to that case, by an act of its own."""

from uuid import UUID

from sanzhi.accounts.actors import TIMER
from sanzhi.cases.door import perform
from sanzhi.jobs.news import News


def on_merged(news: News) -> None:
    """Tell the running case of the lead; told twice it is kept once."""
    told = news.payload
    perform(
        "receive_lead",
        UUID(told["into"]),
        actor=TIMER,
        data={"lead": told["lead"]},
        key=f"merged:{told['case']}:{told['into']}",
    )


def on_joined(news: News) -> None:
    """Let the running case take in the one that was joined to it; told twice it is kept once."""
    told = news.payload
    perform(
        "absorb_case",
        UUID(told["into"]),
        actor=TIMER,
        data={"case": told["case"]},
        key=f"joined:{told['case']}:{told['into']}",
    )
