"""Brings cases to the states from which a journey starts: run as a process of its own beside the server.

Prints the ids of the cases by the name of their state, in JSON.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import django

django.setup()

from sanzhi.accounts.actors import Actor, actor_of  # noqa: E402
from sanzhi.accounts.models import User  # noqa: E402
from sanzhi.jobs import clock  # noqa: E402
from sanzhi.registry.models import Certificate, Power  # noqa: E402
from tests.support.cast import Cast  # noqa: E402
from tests.support.story import Story  # noqa: E402


def cast() -> Cast:
    """The cast as it stands in the instance."""
    power = Power.objects.get(code="52052300A001")
    return Cast(
        agency=power.agency,
        power=power,
        officer=_person("officer"),
        second=_person("second"),
        head=_person("head"),
        reviewer=_person("reviewer"),
        editor=_person("editor"),
        other_editor=_person("editor2"),
        supervisor=_person("supervisor"),
        stranger=_person("stranger"),
    )


def lead(story: Story) -> None:
    """A lead, and nothing more."""
    story.lead()


def proposed(story: Story) -> None:
    """A proposal waits for the head."""
    story.lead().proposed()


def expired(story: Story) -> None:
    """A case of two officers, one of whose certificates ended yesterday, after the filing."""
    leaving = replace(story, cast=replace(story.cast, second=_person("leaving")))
    leaving.filed()
    story.case_id = leaving.case_id
    yesterday = clock.today() - timedelta(days=1)
    Certificate.objects.filter(officer=leaving.cast.second.officer_id).update(valid_until=yesterday)


def lead_of_last_week(story: Story) -> None:
    """A lead of six days ago; the certificate of one of those who will handle it ended yesterday."""
    with clock.at(clock.now() - timedelta(days=6)):
        story.lead()
    yesterday = clock.today() - timedelta(days=1)
    Certificate.objects.filter(officer=_person("leaving").officer_id).update(valid_until=yesterday)


def concluded(story: Story) -> None:
    """A major draft that nobody has handed over for review."""
    story.concluded(complex=True)


def redrafted(story: Story) -> None:
    """A major draft that was changed after the notice: the review and the notice were of another one.

    The head of this small agency is one of the two who handle the case.
    """
    small = replace(story, cast=replace(story.cast, second=_person("handling-head")))
    small.noticed()
    small.act("resume_investigation", story.cast.officer, reason="有新的事实。")
    small.act("conclude", story.cast.officer, **story.draft(complex=True, facts="当事人经营过期面包五袋。"))
    story.case_id = small.case_id


def waiting_for_review(story: Story) -> None:
    """A second round waits for the reviewer, who objected to the first."""
    story.submitted()
    story.opinion("supplement", passed=False)
    story.act("conclude", story.cast.officer, **story.draft(complex=True, discretion="补充后从轻。"))
    story.act("submit_for_review", story.cast.officer, complete=True, note="已补充。")


def submitted(story: Story) -> None:
    """A major draft waits for its first review; counsel was reminded of it."""
    story.submitted()


def defended(story: Story) -> None:
    """The party has defended itself; the decision is next."""
    story.defended()


def unsealed(story: Story) -> None:
    """The decision is signed by both officers, and bears no seal."""
    story.decided()
    story.act("issue_decision", story.cast.officer)
    story.act("sign_decision", story.cast.second)


def served(story: Story) -> None:
    """The decision was served: money is owed."""
    story.served()


def prepared(story: Story) -> None:
    """A public copy waits for the second editor."""
    story.served()
    story.act("prepare_release", story.cast.editor)


def filed(story: Story) -> None:
    """Filed, with nothing found out yet."""
    story.filed()


def hearing_asked(story: Story) -> None:
    """The party has asked for a hearing; a host is to be named."""
    items = [{"kind": "罚款", "text": "罚款十万元", "fen": 10_000_000}]
    story.noticed(penalty_items=items, fine_fen=10_000_000)
    story.act("request_hearing", story.cast.officer, by="欧阳示例")


# Journeys change these; one of each kind is kept for those who only look.
STATES: dict[str, Callable[[Story], None]] = {
    "lead": lead,
    "lead_to_read": lead,
    "proposed": proposed,
    "proposed_for_keyboard": proposed,
    "expired": expired,
    "concluded": concluded,
    "redrafted": redrafted,
    "waiting_for_review": waiting_for_review,
    "for_counsel": submitted,
    "for_committee": submitted,
    "defended": defended,
    "unsealed": unsealed,
    "unsealed_to_read": unsealed,
    "prepared": prepared,
    "served": served,
    "filed_for_measures": filed,
    "hearing_asked": hearing_asked,
    "lead_of_last_week": lead_of_last_week,
}


def _person(username: str) -> Actor:
    return actor_of(User.objects.get(username=username))


def main() -> None:
    """Make one case for every state."""
    found = {}
    people = cast()
    for name, bring in STATES.items():
        story = Story(people)
        bring(story)
        found[name] = str(story.case_id)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
