"""Reading: the case with its facts, acts, clocks and strip; events; documents; lists page by page."""

from typing import Any
from uuid import UUID

import pytest

from sanzhi.api.answers import cursor_of
from sanzhi.cases.models import Event
from sanzhi.documents.models import Document
from sanzhi.jobs import clock
from sanzhi.pages.strip import Strip
from sanzhi.procedure.library import by_digest
from tests.api.conftest import People
from tests.support.cast import Cast
from tests.support.story import Story, at


def case(people: People, part: str, story: Story) -> dict[str, Any]:
    found: dict[str, Any] = people.web(part).get(f"cases/{story.case_id}").json()["data"]
    return found


def test_a_case_shows_facts_clocks_and_the_strip(people: People, story: Story, monday: None) -> None:
    found = case(people, "officer", story.filed())

    assert found["facts"]["party"]["legal_representative"] == "欧阳示例"
    assert found["state"] == "investigation"
    assert found["opened_at"] == "2026-03-02T10:00:00+08:00"
    assert {each["rule"]: each["state"] for each in found["clocks"]} == {"O1": "stopped", "O21": "running"}
    assert [lane.key for lane in Strip.from_json(found["strip"]).lanes] == ["publicity", "record", "review"]
    assert found["steps"] == [
        {"id": "investigation", "title": "调查取证", "role": "officer", "round": 1, "due": "2026-06-01"}
    ]


def test_each_person_is_offered_the_acts_that_are_his(people: People, story: Story) -> None:
    story.lead().proposed()
    flow = by_digest(story.case.procedure)
    anywhere = {each.act for each in (*flow.anywhere, *flow.always)}

    def at_step(part: str) -> set[str]:
        return {each["name"] for each in case(people, part, story)["open_acts"]} - anywhere

    assert at_step("head") == {"file", "return_filing"}
    assert at_step("officer") == set()
    assert case(people, "supervisor", story)["open_acts"] == []


def test_events_come_in_order_with_their_digest(people: People, story: Story) -> None:
    story.filed()
    found = people.web("officer").get(f"cases/{story.case_id}/events").json()["data"]

    assert [each["act"] for each in found] == ["register_lead", "propose_filing", "file"]
    assert found[0]["data"]["party"]["phone"] == "13900000000"
    assert found[0]["title"] == "登记案源"
    assert found[0]["recorded"].endswith("+08:00")
    assert len(found[0]["digest"]) == 64


def test_events_are_paged_by_their_number(people: People, story: Story) -> None:
    story.filed()
    web, path = people.web("officer"), f"cases/{story.case_id}/events"
    first = web.get(path, **{"page[size]": "2"}).json()
    rest = web.get(path, **{"page[size]": "2", "page[after]": first["page"]["next"]}).json()

    assert [each["seq"] for each in first["data"] + rest["data"]] == [1, 2, 3]
    assert rest["page"]["next"] is None


def test_a_list_is_paged_to_its_end_newest_first(people: People, cast: Cast, demonstration: None) -> None:
    stories = []
    for day in ("2026-03-02", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"):
        with clock.at(at(day)):
            stories.append(Story(cast).lead())
    listed, after, web = [], "", people.web("head")
    while after is not None:
        query = {"page[size]": "2", **({"page[after]": after} if after else {})}
        page = web.get("cases", **query).json()
        listed += [each["id"] for each in page["data"]]
        after = page["page"]["next"]

    newest = sorted(stories, key=lambda each: (each.case.opened_at, str(each.case_id)), reverse=True)
    assert listed == [str(each.case_id) for each in newest]


def test_a_case_in_two_scopes_of_a_person_is_listed_once(people: People, story: Story) -> None:
    story.lead()
    user = people.user("officer")
    user.grants.create(role="head")

    assert len(people.web("officer").get("cases").json()["data"]) == 1


def test_a_list_is_filtered_by_step_and_number(people: People, cast: Cast) -> None:
    lead, filed = Story(cast).lead(), Story(cast).filed()
    web = people.web("head")

    def ids(**query: str) -> list[str]:
        return [each["id"] for each in web.get("cases", **query).json()["data"]]

    assert ids(state="investigation") == [str(filed.case_id)]
    assert ids(number=lead.case.number) == [str(lead.case_id)]
    assert ids(state="closed") == []


def test_a_filter_by_number_reveals_nothing_to_strangers(people: People, story: Story) -> None:
    number = story.lead().case.number

    assert people.web("stranger").get("cases", number=number).json()["data"] == []


@pytest.mark.parametrize(
    ("path", "query", "names"),
    [
        ("cases", {"status": "x", "agency": "y"}, {"status", "agency"}),
        ("cases", {"page[size]": "201"}, {"page[size]"}),
        ("cases", {"page[size]": "0"}, {"page[size]"}),
        ("cases", {"page[after]": "abc"}, {"page[after]"}),
        ("cases", {"page[after]": "WyJhIiwiYiJd"}, {"page[after]"}),
        ("cases", {"page[after]": cursor_of("0001-01-01T00:00:00+14:00", str(UUID(int=0)))}, {"page[after]"}),
        ("acts", {"q": "1"}, {"q"}),
    ],
)
def test_parameters_that_are_unknown_or_wrong_are_named(
    path: str, query: dict[str, str], names: set[str], people: People, story: Story
) -> None:
    story.lead()
    answer = people.web("head").get(path, **query)

    assert answer.status_code == 400
    assert {each["field"] for each in answer.json()["fields"]} == names


def test_the_largest_page_has_two_hundred_rows(people: People) -> None:
    assert people.web("head").get("cases", **{"page[size]": "200"}).status_code == 200


def test_a_parameter_given_twice_is_refused(people: People) -> None:
    web = people.web("head")

    assert web.client.get("/api/v1/cases?state=a&state=b", headers=web.headers).status_code == 400


def test_a_list_costs_the_same_number_of_questions_whatever_its_length(
    people: People, cast: Cast, django_assert_num_queries: Any
) -> None:
    web = people.web("head")
    for count in (1, 4):
        for _ in range(count):
            Story(cast).lead()
        # The key; one walk for each of the two scopes; the cases; their agencies.
        with django_assert_num_queries(5):
            web.get("cases")


def test_a_document_asked_for_early_is_made_and_nothing_is_written(people: People, story: Story) -> None:
    story.filed()
    web = people.web("officer")
    (row,) = web.get(f"cases/{story.case_id}/documents").json()["data"]
    first = web.get(f"documents/{row['id']}/pdf")
    content = b"".join(first.streaming_content)
    again = b"".join(web.get(f"documents/{row['id']}/pdf").streaming_content)

    assert row["title"] == "立案审批表"
    assert first["Content-Type"] == "application/pdf"
    assert content.startswith(b"%PDF") and content == again
    assert not Event.objects.filter(act="record_rendering").exists()
    assert not Document.objects.get().pdf_digest


def test_the_catalogue_has_every_act_of_people_with_its_schema(people: People) -> None:
    found = {each["name"]: each for each in people.web("officer").get("acts").json()["data"]}

    assert {"register_lead", "decide", "publish_release"} <= set(found)
    assert not {"lapse", "record_rendering"} & set(found)
    assert found["register_lead"]["data"]["properties"]["suspected"]["title"] == "案由"
    assert found["decide"]["roles"] == ["head"]
