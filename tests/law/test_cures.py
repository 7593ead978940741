"""Who is refused hears by which article, and which act starts the cure."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sanzhi.law.findings import Citation, Verdict
from sanzhi.law.guards import decision, officers
from sanzhi.law.guards import hearing as hearings
from sanzhi.law.guards.basis import Cure, Rule
from tests.law.said import APL, DAY, GROUND, GZ, LI, MARKET, RULES, SAID, SAMRP, Answer, clock


@pytest.mark.parametrize(("answer", "rule", "law", "article", "act"), SAID)
def test_what_stands_in_the_way_names_its_article_and_its_cure(
    answer: Answer, rule: str, law: str, article: str, act: str | None
) -> None:
    finding = answer()[0]
    assert finding.rule == rule
    assert (finding.citations[0].law, finding.citations[0].article) == (law, article)
    assert finding.cure_act == act


def test_the_articles_that_a_place_or_a_sector_adds_stand_behind() -> None:
    market = officers.two_certified_officers([LI], replace(GROUND, domain=MARKET), on=DAY)[0]
    assert [citation.law for citation in market.citations] == [APL, SAMRP]
    guizhou = decision.decision_sealed(sealed=False, region="520523", on=DAY)[0]
    assert [citation.law for citation in guizhou.citations] == [APL, GZ]
    other = decision.decision_sealed(sealed=False, region="510000", on=DAY)[0]
    assert [citation.law for citation in other.citations] == [APL]


RULE = Rule("H1", (Citation(APL, "第四十二条第一款"),))


def test_nobody_is_refused_without_a_reason_and_a_cure() -> None:
    assert RULE.refuse("不得", "更换", Cure.ASSIGN_OFFICERS).cure_act == "assign_officers"
    assert RULE.warn("注意").cure == ""
    for message, cure in (("", "更换"), (" ", "更换"), ("不得", ""), ("不得", " ")):
        with pytest.raises(ValueError, match="判断缺少"):
            RULE.refuse(message, cure, None)
    with pytest.raises(ValueError, match="判断缺少理由"):
        RULE.warn("")
    with pytest.raises(ValueError, match="判断缺少理由"):
        RULE.by_row(RULES.pick("H15", region="330000", on=DAY), DAY, "", "补办", None)


@pytest.mark.parametrize("citation", [Citation("", "第一条"), Citation(APL, "")])
def test_a_rule_rests_on_whole_citations(citation: Citation) -> None:
    with pytest.raises(ValueError, match="H1 的依据不完整"):
        Rule("H1", (citation,))
    with pytest.raises(ValueError, match="依据不完整"):
        RULE.also(citation)


@pytest.mark.rule("O13")
def test_a_request_for_a_hearing_after_the_window_creates_no_duty() -> None:
    due = clock("O13")
    assert hearings.requested_in_time(due, on=due.on) == []
    (finding,) = hearings.requested_in_time(due, on=due.on + timedelta(days=1))
    assert (finding.verdict, finding.cure_act) == (Verdict.REFUSE, None)
    assert due.on.isoformat() in finding.message
    assert finding.citations[0] == due.row.citation
