"""Refusals: problem+json in Chinese, with the rule, the article's words and what would cure it."""

from typing import Any

import pytest

from sanzhi.api.problems import TYPE
from tests.api.conftest import People
from tests.support.story import FINE, Story

DECISION = {"penalty_items": [{"kind": "罚款", "text": "罚款", "fen": FINE}], "fine_fen": FINE}


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """The problem, after looking at what every one has."""
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["type"]) == (status, TYPE + code), body
    assert answer["X-Trace-Id"] == body["trace_id"]
    return body


def test_what_the_law_refuses_names_rule_article_text_and_cure(people: People, story: Story) -> None:
    story.submitted()
    body = problem(people.web("head").act(story.case_id, "decide", DECISION), 422, "refused")
    review = next(each for each in body["findings"] if each["rule"] == "O19")

    assert review["verdict"] == "refuse"
    assert review["cure"]
    citation = next(each for each in review["citations"] if each["law"] == "行政处罚法")
    assert citation["article"] == "第五十八条第一款"
    assert "法制审核" in citation["text"]
    assert "《行政处罚法》第五十八条第一款" in body["detail"]


def test_wrong_fields_are_named_all_at_once(people: People) -> None:
    answer = people.web("officer").post("cases", {"data": {"suspected": "", "source": "别处"}})
    fields = {each["field"]: each for each in problem(answer, 400, "invalid")["fields"]}

    assert {"suspected", "source", "received_on", "summary", "party"} <= set(fields)
    assert fields["summary"] == {"field": "summary", "label": "线索摘要", "rule": "必填"}


def test_an_act_of_a_later_step_is_not_open(people: People, story: Story) -> None:
    story.filed()
    answer = people.web("officer").act(story.case_id, "record_payment", {"amount_fen": 1})

    assert "调查取证" in problem(answer, 409, "not_open")["detail"]


def test_what_changed_in_the_meantime_refuses_the_writer(people: People, story: Story) -> None:
    story.filed()
    seen = story.case.seq
    story.evidence()
    answer = people.web("officer").act(story.case_id, "conclude", story.draft(), seen=0)

    problem(answer, 409, "changed")
    assert people.web("officer").act(story.case_id, "conclude", story.draft(), seen=seen).status_code == 200


@pytest.mark.parametrize("act", ["no_such_act", "register_lead"])
def test_an_act_that_no_case_has_is_not_found(act: str, people: People, story: Story) -> None:
    story.lead()

    problem(people.web("officer").act(story.case_id, act), 404, "not_found")


@pytest.mark.parametrize("path", ["", "nothing", "cases/7", "cases/7/acts/file", "acts/", "files/x"])
def test_an_address_that_is_none_answers_as_a_problem(path: str, people: People) -> None:
    problem(people.web("officer").get(path), 404, "not_found")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"data": NaN}', "\xff"])
def test_a_body_that_is_no_json_object_is_malformed(text: str, people: People) -> None:
    web = people.web("officer")
    sent = {**web.headers, "Idempotency-Key": "a"}
    answer = web.client.post("/api/v1/cases", text.encode("latin-1"), "application/json", headers=sent)

    problem(answer, 400, "malformed")


def test_an_unknown_field_beside_the_data_is_named(people: People) -> None:
    body = problem(people.web("officer").post("cases", {"data": {}, "force": True}), 400, "invalid")

    assert body["fields"] == [{"field": "force", "label": "force", "rule": "没有这一项"}]


def test_a_moment_without_a_zone_is_refused(people: People, story: Story) -> None:
    story.lead()
    answer = people.web("officer").act(story.case_id, "add_evidence", {}, happened="2026-03-02T09:00:00")

    assert answer.status_code == 400


def test_an_act_that_may_not_be_late_says_so(people: People, story: Story) -> None:
    story.submitted()
    answer = people.web("officer").act(
        story.case_id, "submit_for_review", {"complete": True}, happened="2020-03-02T09:00:00+08:00"
    )

    assert "补录" in problem(answer, 400, "invalid")["detail"]


@pytest.mark.parametrize("key", ["", "with space", "x" * 81, "键"])
def test_a_write_without_a_proper_key_is_refused(key: str, people: People) -> None:
    web = people.web("officer")
    sent = {**web.headers, **({"Idempotency-Key": key} if key else {})}
    answer = web.client.post("/api/v1/cases", {"data": {}}, "application/json", headers=sent)

    assert problem(answer, 400, "invalid")["fields"][0]["field"] == "Idempotency-Key"


def test_a_body_beyond_the_limit_is_too_large(people: People) -> None:
    answer = people.web("officer").post("cases", {"data": {"summary": "长" * 3_000_000}})

    problem(answer, 413, "too_large")


def test_an_error_of_ours_is_a_problem_too_and_says_nothing_of_the_inside(
    people: People, story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    story.lead()
    row = story.case
    row.procedure = "no such flow"
    row.save()
    body = problem(people.web("officer").get(f"cases/{story.case_id}"), 500, "failed")

    assert "no such flow" not in str(body)
    assert body["trace_id"] in caplog.text


@pytest.mark.parametrize("depth", [500, 5000])
def test_json_that_nests_without_end_is_refused(people: People, depth: int) -> None:
    text = '{"data": {"summary": ' + "[" * depth + "]" * depth + "}}"

    assert people.web("officer").post("cases", text).status_code == 400


def test_a_digest_of_another_form_is_a_wrong_field(people: People, story: Story) -> None:
    story.filed()
    data = {"kind": "书证", "name": "台账", "digest": "x"}
    answer = people.web("officer").act(story.case_id, "add_evidence", data)
    fields = {each["field"]: each["rule"] for each in problem(answer, 400, "invalid")["fields"]}

    assert fields["digest"] == "格式不对，应为 64 位小写十六进制的摘要"
