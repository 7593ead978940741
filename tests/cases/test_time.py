"""Time: late entry, clocks that lapse in order and once, years without a published calendar."""

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner

from sanzhi.cases.door_store import read_personal
from sanzhi.cases.event import read
from sanzhi.cases.fold import check_columns, state_at
from sanzhi.cases.models import Event
from sanzhi.cases.seal import reader
from sanzhi.cases.timer import lapse_due
from sanzhi.cli.calendar import calendar
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid
from tests.support.story import Story, at


def test_a_receipt_of_last_friday_starts_its_clock_on_friday_and_is_recorded_today(
    story: Story, demonstration: None
) -> None:
    with clock.at(at("2026-03-02")):
        story.decided().sealed("decision")
    with clock.at(at("2026-03-09")):
        story.serve("decision", happened=at("2026-03-06"), late_reason="回证周一交回")

    event = Event.objects.get(act="serve_decision")
    assert story.case.clocks["O27"]["start"] == "2026-03-06"
    assert story.case.clocks["O27"]["due"] == "2026-03-23"
    assert (event.happened, event.recorded) == (at("2026-03-06"), at("2026-03-09"))
    sealed = read_personal(event.case_id)
    assert reader(sealed)(read(bytes(event.body))["late_reason"]["~"]) == "回证周一交回"


def test_late_entry_needs_a_reason(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.decided().sealed("decision")
    with clock.at(at("2026-03-09")), pytest.raises(Invalid, match="补录原因"):
        story.serve("decision", happened=at("2026-03-06"))


def test_late_entry_is_bounded(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.decided().sealed("decision")
    with clock.at(at("2026-04-02")), pytest.raises(Invalid, match="30 日"):
        story.serve("decision", happened=at("2026-03-02"), late_reason="遗漏")


def test_nothing_happens_in_the_future(story: Story) -> None:
    with pytest.raises(Invalid, match="不能晚于现在"):
        story.lead().perform(
            "propose_filing",
            story.cast.officer,
            {**_proposal(story)},
            happened=clock.now() + timedelta(hours=1),
        )


def test_the_window_of_the_defence_closes_by_itself(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.noticed()
    with clock.at(at("2026-03-09")):
        assert lapse_due() == 0
        assert story.state == "defence"
    with clock.at(at("2026-03-10")):
        lapse_due()
        assert story.state == "deliberation"


def test_after_a_week_off_all_lapses_of_the_week_come_in_order_and_once(
    story: Story, demonstration: None
) -> None:
    stories = []
    for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
        with clock.at(at(day)):
            stories.append(Story(story.cast).noticed())
    with clock.at(at("2026-03-20")):
        lapsed = lapse_due()
        again = lapse_due()

    events = Event.objects.filter(act="lapse").order_by("id")
    assert (lapsed, again) == (events.count(), 0)
    happened = [event.happened for event in events]
    assert happened == sorted(happened)
    assert all(event.recorded == at("2026-03-20") for event in events)
    assert [each.state for each in stories] == ["deliberation"] * 3


def test_a_clock_that_was_stopped_does_not_lapse(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.noticed().waived()
    with clock.at(at("2026-03-20")):
        lapse_due()

    assert not any(read(body)["data"]["clock"] in {"O11", "O13"} for body in _lapses())


def test_an_overdue_clock_stands_as_lapsed_until_the_act_comes(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.lead()
    with clock.at(at("2026-03-30")):
        lapse_due()
        assert story.case.clocks["O1"]["state"] == "lapsed"
        story.proposed()
        story.act("file", story.cast.head)
        assert story.case.clocks["O1"]["state"] == "late"


def test_a_due_day_in_a_year_without_calendar_is_provisional(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-12-28")):
        story.decided()

    assert (story.case.clocks["P1"]["due"], story.case.clocks["P1"]["provisional"]) == ("2027-01-07", True)


def test_a_case_is_shown_as_it_stood_and_as_we_knew_it(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-03-02")):
        story.decided().sealed("decision")
    with clock.at(at("2026-03-09")):
        story.serve("decision", happened=at("2026-03-06"), late_reason="回证周一交回")

    assert story.case_id is not None
    as_of_friday = state_at(story.case_id, as_of=at("2026-03-07"))
    known_on_friday = state_at(story.case_id, known_at=at("2026-03-07"))
    assert "served_on" in as_of_friday.facts["decision"]
    assert "served_on" not in known_on_friday.facts["decision"]


def test_the_limit_of_the_decision_runs_from_the_filing(story: Story, demonstration: None) -> None:
    with clock.at(at("2026-01-05")):
        story.filed()

    assert date.fromisoformat(story.case.clocks["O21"]["due"]) == date(2026, 4, 7)


def _lapses() -> list[bytes]:
    return [bytes(body) for body in Event.objects.filter(act="lapse").values_list("body", flat=True)]


def _proposal(story: Story) -> dict[str, object]:
    return {
        "officers": story.officers(),
        "power": str(story.cast.power.id),
        "facts": "过期面包",
        "violated": [{"law": "食品安全法", "article": "第三十四条第十项"}],
    }


def test_a_provisional_due_day_is_computed_again_when_the_notice_comes_out(
    story: Story, demonstration: None, tmp_path: Path
) -> None:
    with clock.at(at("2026-12-28")):
        story.decided()
        notice = {
            "year": 2027,
            "papers": [],
            "days": [{"date": f"2027-01-0{day}", "isOffDay": True} for day in (1, 2, 3, 4)],
        }
        file = tmp_path / "2027.json"
        file.write_text(json.dumps(notice), encoding="utf-8")
        result = CliRunner().invoke(calendar, ["import", str(file)])

    assert result.exit_code == 0, result.output
    p1 = story.case.clocks["P1"]
    assert (p1["due"], p1["provisional"]) == ("2027-01-08", False)
    assert check_columns() == []


def test_a_file_that_is_no_notice_is_refused_in_chinese(db: None, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("{}", encoding="utf-8")

    result = CliRunner().invoke(calendar, ["import", str(file)])
    assert (result.exit_code, "文件格式不对" in result.output) == (1, True)


def test_a_moment_before_all_calendars_is_too_late_like_any_other(story: Story) -> None:
    first = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    story.decided().sealed("decision")
    with pytest.raises(Invalid, match="只能补录 30 日"):
        story.serve("decision", happened=first, late_reason="遗漏")


@pytest.mark.parametrize(
    ("day", "fits"), [("2026-03-02", True), ("2026-03-03", False), ("9999-12-31", False)]
)
def test_a_clue_does_not_come_after_its_registration(
    story: Story, demonstration: None, day: str, fits: bool
) -> None:
    with clock.at(at("2026-03-02")):
        if fits:
            story.lead(received_on=day)
        else:
            with pytest.raises(Invalid, match="不能晚于登记案源之日"):
                story.lead(received_on=day)
