"""Writing through the interface: the same door, and repetitions that change nothing."""

import json

from sanzhi.cases.event import read
from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import Case, Event
from sanzhi.cases.queries import open_case
from tests.api.conftest import People
from tests.api.test_permissions import LEAD
from tests.support.story import Story


def test_a_lead_opens_a_case_at_the_address_that_the_answer_names(people: People, monday: None) -> None:
    web = people.web("officer")
    answer = web.post("cases", {"data": LEAD})
    opened = answer.json()["data"]

    assert opened["number"] == "金沙市监案〔2026〕1号"
    assert answer["Location"] == f"/api/v1/cases/{opened['case']}"
    assert web.get(f"cases/{opened['case']}").json()["data"]["number"] == opened["number"]


def test_a_repeated_lead_is_answered_alike_and_opens_no_second_case(people: People, monday: None) -> None:
    web = people.web("officer")
    first = web.post("cases", {"data": LEAD}, key="lead-1")
    again = web.post("cases", {"data": LEAD}, key="lead-1")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["data"] == {**first.json()["data"], "repeated": True}
    assert Case.objects.count() == 1


def test_a_repeated_act_is_answered_alike_and_performed_once(people: People, story: Story) -> None:
    story.lead()
    web, data = people.web("officer"), {"reason": "不构成违法"}
    story.proposed()
    first = people.web("head").act(story.case_id, "return_filing", data, key="one")
    again = people.web("head").act(story.case_id, "return_filing", data, key="one")

    assert again.json()["data"] == {**first.json()["data"], "repeated": True}
    assert Event.objects.filter(act="return_filing").count() == 1
    assert web.get(f"cases/{story.case_id}").json()["data"]["state"] == "lead"


def test_a_key_that_served_another_request_is_refused(people: People, monday: None) -> None:
    web = people.web("officer")
    web.post("cases", {"data": LEAD}, key="same")
    answer = web.post("cases", {"data": {**LEAD, "summary": "另一条线索。"}}, key="same")

    assert answer.status_code == 400
    assert Case.objects.count() == 1


def test_keys_of_two_people_do_not_meet(people: People, monday: None) -> None:
    first = people.web("officer").post("cases", {"data": LEAD}, key="1")
    other = people.web("stranger").post("cases", {"data": LEAD}, key="1")

    assert (first.status_code, other.status_code) == (201, 201)
    assert first.json()["data"]["case"] != other.json()["data"]["case"]


def test_late_entry_over_the_interface_keeps_its_reason(people: People, story: Story, monday: None) -> None:
    story.lead()
    data = {
        "officers": story.officers(),
        "power": str(story.cast.power.id),
        "facts": "过期面包",
        "violated": [{"law": "食品安全法", "article": "第三十四条第十项"}],
    }
    answer = people.web("officer").act(
        story.case_id, "propose_filing", data, happened="2026-02-27T09:00:00+08:00", late_reason="周五已提请"
    )

    event = Event.objects.get(act="propose_filing")
    body = read(bytes(event.body))
    assert answer.status_code == 200
    assert body["happened"] == "2026-02-27T01:00:00.000000Z"
    assert open_case(story.cast.officer, event.case_id).in_clear(body["late_reason"]) == "周五已提请"
    assert event.happened.isoformat() == "2026-02-27T01:00:00+00:00"


def test_the_columns_are_the_fold_after_writing_over_the_interface(people: People, monday: None) -> None:
    people.web("officer").post("cases", {"data": LEAD})

    assert check_columns() == []


def test_text_that_no_database_keeps_is_refused_and_not_an_error(people: People, monday: None) -> None:
    for text in ("前\x00后", "\ud800"):
        body = json.loads(json.dumps({"data": {**LEAD, "summary": text}}))
        answer = people.web("officer").post("cases", body)

        assert answer.status_code == 400


def test_an_amount_beyond_reason_is_refused_and_not_an_error(people: People, story: Story) -> None:
    story.served()
    answer = people.web("officer").act(story.case_id, "record_payment", {"amount_fen": 10**30})

    assert answer.status_code == 400
