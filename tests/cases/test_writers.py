"""Several writers at once: threads with connections of their own, as the web process has them."""

import threading
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from sanzhi.cases.door import Outcome, perform
from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import Case, Event
from sanzhi.documents.models import Document, NumberSeries, NumberUse
from sanzhi.evidence.files import blobs
from sanzhi.evidence.models import Material
from sanzhi.law.errors import Changed, NotOpen, SanzhiError
from tests.support.cast import Cast, assemble
from tests.support.story import Story

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 60.0
LEAD = {
    "suspected": "涉嫌经营超过保质期的食品",
    "source": "投诉",
    "received_on": "2026-03-02",
    "summary": "群众投诉。",
    "party": {"type": "个体工商户", "name": "示例小店", "address": "示例路1号"},
}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


def together(*works: Callable[[], Any]) -> list[Any]:
    """Do all at once, each in a thread; what each returned, or the refusal that it met."""
    results: list[Any] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(place: int) -> None:
        try:
            gate.wait(PATIENCE_SECONDS)
            results[place] = works[place]()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert not any(thread.is_alive() for thread in threads)
    unexpected = [
        each for each in results if isinstance(each, Exception) and not isinstance(each, SanzhiError)
    ]
    if unexpected:
        raise ExceptionGroup("not a refusal", unexpected)
    return results


def kinds(results: Sequence[Any]) -> list[str]:
    """What came of each, sorted."""
    return sorted("done" if isinstance(each, Outcome) else type(each).__name__ for each in results)


def doing(
    story: Story, act: str, part: str, key: str, data: dict[str, Any], **more: Any
) -> Callable[[], Outcome]:
    """The act as one thread will perform it."""
    return lambda: perform(act, story.case_id, actor=getattr(story.cast, part), data=data, key=key, **more)


def evidence(title: str) -> dict[str, Any]:
    blob = blobs().put(title.encode())
    return {
        "title": title,
        "kind": "物证",
        "digest": blob.digest,
        "size": blob.size,
        "media_type": "image/jpeg",
        "file_name": "a.jpg",
        "collected_at": "2026-03-02T09:00:00+08:00",
    }


def test_of_two_writers_who_read_the_same_step_one_is_told_that_it_changed(story: Story) -> None:
    seen = story.lead().proposed().case.seq
    results = together(
        doing(story, "file", "head", "a", {"opinion": "同意。"}, seen=seen),
        doing(story, "return_filing", "head", "b", {"reason": "补充证据"}, seen=seen),
    )

    assert sum(isinstance(each, Outcome) for each in results) == 1
    assert any(isinstance(each, Changed | NotOpen) for each in results)
    assert story.case.seq == seen + 1
    assert check_columns() == []


def test_evidence_from_many_hands_all_lands(story: Story) -> None:
    seen = story.filed().case.seq
    titles = [f"照片{number}" for number in range(12)]
    results = together(
        *(
            doing(
                story, "add_evidence", "officer" if place % 2 else "second", title, evidence(title), seen=seen
            )
            for place, title in enumerate(titles)
        )
    )

    assert kinds(results) == ["done"] * 12
    assert sorted(each.title for each in Material.objects.all()) == sorted(titles)
    assert sorted(each.seq for each in results) == list(range(seen + 1, seen + 13))
    assert sum(name.startswith("evidence.") for name in story.case.facts) == 12
    assert check_columns() == []


def test_opinions_on_many_cases_at_once_all_land(cast: Cast) -> None:
    stories = [Story(cast).submitted() for _ in range(4)]
    results = together(*(each.opinion for each in stories))

    assert kinds(results) == ["done"] * 4
    assert {each.state for each in stories} == {"notice"}
    assert len({each.number for each in Document.objects.filter(kind="review_opinion")}) == 4
    assert check_columns() == []


def test_sixteen_hands_taking_numbers_take_each_once_and_leave_no_gap(cast: Cast) -> None:
    def leads() -> None:
        for _ in range(3):
            Story(cast).lead()
            # The head may not register leads; the number that this act had taken is given back.
            with pytest.raises(NotOpen):
                perform("register_lead", None, actor=cast.head, data=LEAD, key=uuid4().hex)

    together(*[leads] * 16)

    taken = sorted(NumberUse.objects.filter(word="案").values_list("sequence", flat=True))
    assert taken == list(range(1, 49))
    assert NumberSeries.objects.get(word="案").last == 48
    assert set(NumberUse.objects.values_list("text", flat=True)) == set(
        Case.objects.values_list("number", flat=True)
    )


def test_a_request_sent_twice_at_once_is_performed_once(story: Story) -> None:
    story.lead().proposed()
    results = together(*[doing(story, "file", "head", "same", {"opinion": "同意。"})] * 6)

    assert kinds(results) == ["done"] * 6
    assert sorted(each.repeated for each in results) == [False, True, True, True, True, True]
    assert {(each.case_id, each.number, each.seq) for each in results} == {
        (story.case_id, story.case.number, 3)
    }
    assert Event.objects.filter(act="file").count() == 1


def test_a_lead_sent_twice_at_once_opens_one_case(cast: Cast) -> None:
    results = together(*[doing(Story(cast), "register_lead", "officer", "same", LEAD)] * 6)

    assert kinds(results) == ["done"] * 6
    assert len({each.case_id for each in results}) == 1
    assert Case.objects.count() == Event.objects.count() == NumberUse.objects.count() == 1


def test_one_key_for_two_requests_at_once_serves_one_of_them(story: Story) -> None:
    story.filed()
    results = together(
        doing(story, "add_evidence", "officer", "same", evidence("甲")),
        doing(story, "add_evidence", "officer", "same", evidence("乙")),
    )

    assert kinds(results) == ["Invalid", "done"]
    assert Material.objects.count() == 1
