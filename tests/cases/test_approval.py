"""An act that an agency sends through levels waits for each of them, and for who holds it."""

from datetime import date

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.cases.event import read
from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import Event
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound, NotOpen, Refused
from tests.support.cast import Cast
from tests.support.house import RULE, House, build, serve
from tests.support.story import FINE, Story, at

BOTH = ("unit_head", "deputy", "head")


@pytest.fixture
def house(cast: Cast) -> House:
    return build(cast)


@pytest.fixture
def proposed(house: House) -> Story:
    return Story(house.cast).lead().proposed()


def endorse(story: Story, actor: Actor, act: str = "file", *, agreed: bool = True) -> None:
    outcome, opinion = ("agree", "同意。") if agreed else ("return", "线索不清，退回补充。")
    story.act("endorse", actor, act=act, outcome=outcome, opinion=opinion)


def file(story: Story, actor: Actor) -> None:
    story.act("file", actor, opinion="同意立案。")


def refused(story: Story, act: str, actor: Actor) -> tuple[set[str], set[str], str]:
    """Rule ids, articles and words of a refusal."""
    with pytest.raises(Refused) as caught:
        {"endorse": endorse, "file": file}[act](story, actor)
    found = caught.value.findings
    return {f.rule for f in found}, {str(c) for f in found for c in f.citations}, str(caught.value)


def test_without_a_chain_nothing_changes(proposed: Story) -> None:
    file(proposed, proposed.cast.head)

    assert proposed.state == "investigation"


def test_it_is_refused_until_every_level_has_agreed(house: House, proposed: Story) -> None:
    house.chain("file", *BOTH)

    rules, articles, words = refused(proposed, "file", house.chief)
    assert rules == {"chain.incomplete"}
    assert articles == {"《市场监督管理行政处罚程序规定》第十八条第一款", f"《{RULE}》"}
    assert "现待办案机构负责人审签" in words
    endorse(proposed, house.leader)
    assert "现待分管负责人审签" in refused(proposed, "file", house.chief)[2]
    endorse(proposed, house.deputy)
    file(proposed, house.chief)
    assert proposed.state == "investigation"
    assert list(check_columns()) == []


def test_each_level_is_an_event_with_its_opinion(house: House, proposed: Story) -> None:
    house.chain("file", *BOTH)
    endorse(proposed, house.leader)

    (event,) = Event.objects.filter(act="endorse")
    fact = proposed.case.facts["endorsements"][0]
    assert event.actor_id == house.leader.user_id
    assert (fact["level"], fact["agreed"], fact["by"]) == ("unit_head", True, "杨队长")
    assert proposed.state == "filing"


def test_a_chain_counts_from_its_first_day_and_no_more_on_its_last(house: House, demonstration: None) -> None:
    house.chain("file", *BOTH, since=date(2026, 3, 3), until=date(2026, 3, 5))
    stories = {}
    for day in ("2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"):
        with clock.at(at(day)):
            stories[day] = Story(house.cast).lead().proposed()

    for day in ("2026-03-03", "2026-03-04"):
        with clock.at(at(day)):
            assert refused(stories[day], "file", house.chief)[0] == {"chain.incomplete"}
    for day in ("2026-03-02", "2026-03-05"):
        with clock.at(at(day)):
            file(stories[day], house.chief)


def test_a_level_is_not_skipped(house: House, proposed: Story) -> None:
    house.chain("file", *BOTH)

    assert refused(proposed, "endorse", house.deputy)[0] == {"chain.level"}


def test_the_last_word_is_with_the_last_level(house: House, proposed: Story) -> None:
    house.chain("file", "unit_head", "head")
    endorse(proposed, house.leader)

    assert refused(proposed, "file", house.deputy)[0] == {"chain.level"}
    file(proposed, house.chief)


def test_a_deputy_may_have_the_last_word_where_the_agency_says_so(house: House, proposed: Story) -> None:
    house.chain("file", "unit_head", "deputy")
    endorse(proposed, house.leader)
    file(proposed, house.deputy)

    assert proposed.state == "investigation"


def test_the_head_of_another_unit_is_not_asked(house: House, proposed: Story) -> None:
    house.chain("file", *BOTH)
    serve(house.outsider, house.station, "unit_head")

    with pytest.raises(NotFound):
        endorse(proposed, house.again(house.outsider))


def test_nobody_endorses_a_case_that_he_handles(house: House) -> None:
    house.chain("file", *BOTH)
    story = Story(house.cast).lead()
    story.proposed(officers=[story.officers()[0], str(house.leader.officer_id)])

    rules, articles, _ = refused(story, "endorse", house.leader)
    assert rules == {"chain.apart"}
    assert {"《行政处罚法》第五十七条第一款", "《市场监督管理行政处罚程序规定》第四十九条第三款"} <= articles


def test_nobody_stands_at_two_levels(house: House, proposed: Story) -> None:
    house.chain("file", *BOTH)
    serve(house.deputy, house.squad, "unit_head")
    endorse(proposed, house.deputy)

    assert refused(proposed, "endorse", house.deputy)[0] == {"chain.once"}


def test_a_level_that_does_not_agree_sends_the_case_back(house: House, proposed: Story) -> None:
    house.chain("file", *BOTH)
    endorse(proposed, house.leader, agreed=False)

    assert proposed.state == "lead"
    assert list(check_columns()) == []


def test_what_was_endorsed_before_a_return_does_not_count_after_it(house: House, proposed: Story) -> None:
    house.chain("file", *BOTH)
    endorse(proposed, house.leader)
    endorse(proposed, house.deputy, agreed=False)
    proposed.proposed()

    assert "现待办案机构负责人审签" in refused(proposed, "file", house.chief)[2]


def test_when_all_have_agreed_there_is_nothing_to_endorse(house: House, proposed: Story) -> None:
    house.chain("file", "unit_head", "head")
    endorse(proposed, house.leader)

    with pytest.raises(NotOpen, match="各级审签已经完成"):
        endorse(proposed, house.chief)


def test_what_has_no_chain_is_not_endorsed(house: House, proposed: Story) -> None:
    with pytest.raises(Invalid, match="没有为此事项规定审批层级"):
        endorse(proposed, house.leader)


def test_what_is_not_open_is_not_endorsed(house: House, proposed: Story) -> None:
    house.chain("decide", *BOTH)

    with pytest.raises(NotOpen, match="不需要审签"):
        endorse(proposed, house.leader, "decide")


def test_a_decision_goes_through_its_levels_beside_the_law(house: House) -> None:
    house.chain("decide", *BOTH)
    story = Story(house.cast).noticed().waived().deliberated()

    with pytest.raises(Refused) as caught:
        story.decide(FINE)
    articles = {str(each) for finding in caught.value.findings for each in finding.citations}
    assert "《行政处罚法》第五十七条第一款" in articles
    endorse(story, house.leader, "decide")
    endorse(story, house.deputy, "decide")
    story.decide(FINE)
    assert story.state == "issuing"


@pytest.mark.parametrize(("day", "fits"), [
    ("2026-03-02", False), ("2026-03-03", True), ("2026-03-05", True), ("2026-03-06", False),
])  # fmt: skip
def test_a_substitute_speaks_within_the_term_and_not_outside(
    house: House, demonstration: None, day: str, fits: bool
) -> None:
    house.chain("file", "unit_head", "head")
    house.stands_in(house.colleague, house.leader, date(2026, 3, 3), date(2026, 3, 5))
    with clock.at(at(day)):
        story = Story(house.cast).lead().proposed()
        substitute = house.again(house.colleague)
        if not fits:
            with pytest.raises(NotFound):
                endorse(story, substitute)
            return
        endorse(story, substitute)
    body = read(bytes(Event.objects.get(act="endorse").body))
    assert body["by"]["name"] == "同队人"
    assert body["by"]["for"] == {
        "user": str(house.leader.user_id), "name": "杨队长", "letter": "金沙市监函〔2026〕5号",
        "since": "2026-03-03", "until": "2026-03-05",
    }  # fmt: skip


def test_a_term_that_was_ended_holds_no_more(house: House, demonstration: None) -> None:
    house.chain("file", "unit_head", "head")
    term = house.stands_in(house.colleague, house.leader, date(2026, 3, 3), date(2026, 3, 5))
    term.ended = date(2026, 3, 4)
    term.save()
    with clock.at(at("2026-03-04")):
        story = Story(house.cast).lead().proposed()
        with pytest.raises(NotFound):
            endorse(story, house.again(house.colleague))


def test_a_substitute_for_another_act_does_not_stand_for_this_one(house: House, demonstration: None) -> None:
    house.chain("file", "unit_head", "head")
    house.stands_in(house.colleague, house.leader, date(2026, 3, 3), date(2026, 3, 5), "decide")
    with clock.at(at("2026-03-04")):
        story = Story(house.cast).lead().proposed()

        assert refused(story, "endorse", house.again(house.colleague))[0] == {"chain.level"}


def test_a_deputy_stands_in_for_the_head_in_his_own_name(house: House, demonstration: None) -> None:
    house.chain("file", "unit_head", "head")
    house.stands_in(house.deputy, house.chief, date(2026, 3, 3), date(2026, 3, 5))
    with clock.at(at("2026-03-04")):
        story = Story(house.cast).lead().proposed()
        endorse(story, house.leader)
        file(story, house.deputy)

    body = read(bytes(Event.objects.get(act="file").body))
    assert (body["by"]["name"], body["by"]["for"]["name"]) == ("赵副职", "罗主官")


def test_a_substitute_without_the_office_of_a_head_does_not_decide(house: House, demonstration: None) -> None:
    house.chain("file", "unit_head", "head")
    house.stands_in(house.colleague, house.chief, date(2026, 3, 3), date(2026, 3, 5))
    with clock.at(at("2026-03-04")):
        story = Story(house.cast).lead().proposed()
        endorse(story, house.leader)
        with pytest.raises(NotFound):
            file(story, house.again(house.colleague))
