"""From the served decision to the money: parts, deferral, surcharge, demand, the court, the end."""

from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest

from sanzhi.cases.fold import check_columns
from sanzhi.cases.owing import Owing, owing
from sanzhi.cases.rulebook import rules
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotOpen, Refused
from sanzhi.law.findings import Verdict
from tests.support.story import FINE, Story, at

SERVED = "2026-03-02"
DUE = date(2026, 3, 17)


@pytest.fixture
def owed(story: Story, demonstration: None) -> Story:
    """A published decision with a fine of 52,000 yuan, served on 2 March: due on 17 March."""
    with clock.at(at(SERVED)):
        story.published()
    assert story.case.clocks["O27"]["due"] == DUE.isoformat()
    return story


def on(day: date | str) -> AbstractContextManager[datetime]:
    return clock.at(at(day if isinstance(day, str) else day.isoformat()))


def owes(story: Story, day: date) -> Owing:
    case = story.case
    return owing(case.facts, case.clocks, rules().pick("O28", on=day), day)


def pay(story: Story, fen: int, receipt: str, **more: object) -> object:
    return story.act("record_payment", story.cast.officer, amount_fen=fen, receipt=receipt, **more)


def deferred(story: Story, *parts: tuple[str, int], **asked: object) -> None:
    told = {"applied_on": "2026-03-10", "wanted": "分期缴纳", "reason": "资金周转困难。", **asked}
    story.act("apply_deferral", story.cast.officer, **{"hardship": True, "written": True, **told})
    rows = [{"due_on": day, "fen": fen} for day, fen in parts]
    story.act("decide_deferral", story.cast.head, outcome="agree", parts=rows, opinion="情况属实。")


def serve_paper(story: Story) -> None:
    (paper,) = [
        name for name, fact in story.case.facts.items() if name[:6] == "paper." and not fact.get("served_on")
    ]
    told = {"way": "直接送达", "place": "当事人住所", "receiver": "欧阳示例", "relation": "法定代表人"}
    story.act("serve_paper", story.cast.officer, paper=paper[6:], stamped=True, **told)


def test_a_bank_slip_is_evidence_of_its_payment(owed: Story) -> None:
    with on("2026-03-10"):
        owed.evidence(b"slip", "银行回单")
        (slip,) = [name for name, fact in owed.case.facts.items() if fact_is(fact, b"slip")]
        pay(owed, 1_000_000, "0001", slip=slip.removeprefix("evidence."))
        assert owed.case.facts["execution"]["receipts"][0]["slip"] == slip.removeprefix("evidence.")
        with pytest.raises(Invalid, match="没有这一份"):
            pay(owed, 1_000_000, "0002", slip="0")
        with pytest.raises(Invalid, match="已经登记过"):
            pay(owed, 1_000_000, "0001")
    assert owed.state == "execution"


def fact_is(fact: object, content: bytes) -> bool:
    return isinstance(fact, dict) and fact.get("digest") == sha256(content).hexdigest()


def test_more_than_is_owed_is_not_taken(owed: Story) -> None:
    with on("2026-03-10"), pytest.raises(Invalid, match="多缴的应当退还"):
        pay(owed, FINE + 1, "0001")


def test_the_officers_do_not_take_the_money_themselves(owed: Story) -> None:
    with on("2026-03-10"), pytest.raises(Refused, match="不得自行收缴"):
        pay(owed, FINE, "0001", way="执法人员收缴")


def test_who_pays_late_has_not_paid_until_the_surcharge_is_paid(owed: Story) -> None:
    with on("2026-03-19"):
        assert owes(owed, date(2026, 3, 19)).surcharge_fen == FINE * 6 // 100
        pay(owed, FINE, "0001")
        assert owed.state == "execution"
        assert not owed.case.facts["execution"]["completed"]
    with on("2026-04-30"):
        # The fine is paid, so nothing grows any more.
        with pytest.raises(Refused, match=r"加处罚款最多为3120\.00元"):
            pay(owed, FINE * 6 // 100 + 1, "0002")
        pay(owed, FINE * 6 // 100, "0002")
    assert owed.state == "closure"
    assert check_columns() == []


def test_the_head_lets_off_surcharge_but_never_the_fine(owed: Story) -> None:
    with on("2026-03-18"):
        with pytest.raises(Invalid, match="罚款本身不能减免"):
            owed.act("waive_surcharge", owed.cast.head, amount_fen=FINE, reason="已采取补救措施。")
        pay(owed, FINE, "0001")
        owed.act("waive_surcharge", owed.cast.head, amount_fen=FINE * 3 // 100, reason="已采取补救措施。")
    assert owed.state == "closure"
    assert owed.case.clocks["O33"]["state"] == "running"


def test_instalments_need_hardship_and_writing(owed: Story) -> None:
    asked = {"applied_on": "2026-03-10", "wanted": "延期缴纳", "reason": "困难。"}
    with on("2026-03-10"):
        with pytest.raises(Refused, match="经济困难"):
            owed.act("apply_deferral", owed.cast.officer, **asked, written=True)
        with pytest.raises(Refused, match="书面申请"):
            owed.act("apply_deferral", owed.cast.officer, **asked, hardship=True)


def test_granted_instalments_move_the_days_and_the_surcharge(owed: Story) -> None:
    with on("2026-03-10"):
        pay(owed, 200_000, "0001")
        with pytest.raises(Invalid, match=r"50000\.00元"):
            deferred(owed, ("2026-04-10", FINE))
        parts = [{"due_on": "2026-04-10", "fen": 2_000_000}, {"due_on": "2026-05-10", "fen": 3_000_000}]
        owed.act("decide_deferral", owed.cast.head, outcome="agree", parts=parts, opinion="情况属实。")
    assert owed.case.clocks["O27"]["due"] == "2026-05-10"
    assert owes(owed, date(2026, 4, 10)).surcharge_fen == 0
    assert owes(owed, date(2026, 4, 11)).surcharge_fen == 60_000
    with on("2026-04-11"):
        serve_paper(owed)
        pay(owed, 2_000_000, "0002")
        assert [each.rule for each in owed.outcomes[-1].findings] == []
    assert owes(owed, date(2026, 5, 10)).surcharge_fen == 60_000
    with on("2026-05-09"):
        pay(owed, 3_060_000, "0003")
    assert owed.state == "closure"
    assert check_columns() == []


def test_a_refused_deferral_changes_nothing_but_is_told(owed: Story) -> None:
    with on("2026-03-10"):
        asked = {"applied_on": "2026-03-10", "wanted": "延期缴纳", "reason": "困难。"}
        owed.act("apply_deferral", owed.cast.officer, **asked, hardship=True, written=True)
        owed.act("decide_deferral", owed.cast.head, outcome="refuse", opinion="没有证明材料。")
        serve_paper(owed)
    assert owed.case.clocks["O27"]["due"] == DUE.isoformat()
    assert not owed.case.facts["deferral"].get("granted")


def test_during_a_review_no_surcharge_is_counted(owed: Story) -> None:
    told = {"kind": "行政复议", "body": "金沙县人民政府", "filed_on": "2026-03-19"}
    with on("2026-03-20"):
        with pytest.raises(Refused, match="不得停止执行"):
            owed.act("record_remedy", owed.cast.officer, **told, stayed=True)
        owed.act("record_remedy", owed.cast.officer, **told)
    assert owes(owed, date(2026, 4, 30)).surcharge_fen == FINE * 3 // 100
    with on("2026-05-20"):
        remedy = owed.case.facts["remedies"][0]["id"]
        end = {"remedy": remedy, "outcome": "变更", "ended_on": "2026-05-18", "confiscated_fen": 0}
        with pytest.raises(Invalid, match="更为不利"):
            owed.act("conclude_remedy", owed.cast.officer, **end, fine_fen=FINE + 1)
        owed.act("conclude_remedy", owed.cast.officer, **end, fine_fen=1_000_000)
    assert owes(owed, date(2026, 5, 18)).surcharge_fen == 30_000
    assert owes(owed, date(2026, 5, 20)).left_fen == 1_000_000 + 90_000


def test_what_was_revoked_is_owed_no_more_and_the_case_ends(owed: Story) -> None:
    with on("2026-04-01"):
        told = {"kind": "行政复议", "body": "金沙县人民政府", "filed_on": "2026-03-16"}
        owed.act("record_remedy", owed.cast.officer, **told)
        remedy = owed.case.facts["remedies"][0]["id"]
        owed.act("conclude_remedy", owed.cast.officer, remedy=remedy, outcome="撤销", ended_on="2026-04-01")
        assert owes(owed, date(2026, 6, 1)).left_fen == 0
        assert owed.case.clocks["P5"]["due"] == "2026-04-07"
        reason = "行政复议机关撤销了本处罚决定，依法撤回。"
        withdrawn = {"ground": "依法撤销", "changed_on": "2026-04-01", "reason": reason}
        owed.act("withdraw_release", owed.cast.editor, **withdrawn)
        assert owed.case.clocks["P5"]["state"] == "stopped"
        ended = {"ground": "处罚决定被依法撤销", "reason": "复议决定撤销本处罚决定。"}
        owed.act("end_execution", owed.cast.head, **ended)
        owed.act("close", owed.cast.head, reason="处罚决定被依法撤销")
    assert owed.state == "closed"


def test_a_demand_waits_for_the_end_of_the_term(owed: Story) -> None:
    with on(DUE), pytest.raises(Refused, match="届满前不得催告"):
        owed.act("issue_demand", owed.cast.officer, until="2026-04-10")
    with on(DUE + timedelta(days=1)):
        owed.act("issue_demand", owed.cast.officer, until="2026-04-10")
    assert owed.case.facts["demand"]["surcharge_fen"] == FINE * 3 // 100


def test_the_court_is_asked_after_the_demand_inside_three_months(owed: Story) -> None:
    court = {"court": "金沙县人民法院"}
    with on("2026-09-04"), pytest.raises(Refused, match="没有催告"):
        owed.act("apply_to_court", owed.cast.head, **court)
    with on("2026-08-10"):
        owed.act("issue_demand", owed.cast.officer, until="2026-08-25")
        serve_paper(owed)
        with pytest.raises(Refused, match="届满前不得申请"):
            owed.act("apply_to_court", owed.cast.head, **court)
    with on("2026-09-04"):
        owed.act("answer_demand", owed.cast.officer, statement="无力缴纳。", reply="不予采纳。")
        owed.act("apply_to_court", owed.cast.head, **court)
        assert owed.case.facts["court"]["surcharge_fen"] == FINE
        with pytest.raises(Invalid, match="已经申请"):
            owed.act("apply_to_court", owed.cast.head, **court)
        owed.act("record_court", owed.cast.officer, outcome="受理", number="（2026）黔0523行审1号")
    assert owed.case.clocks["O32"]["state"] == "stopped"
    with on("2026-12-10"):
        ended = {"ground": "人民法院受理强制执行申请", "reason": "已受理。"}
        owed.act("end_execution", owed.cast.head, **ended)
        with pytest.raises(Refused, match="受理强制执行申请"):
            owed.act("close", owed.cast.head)
    assert check_columns() == []


def test_after_three_months_the_court_is_not_asked(owed: Story) -> None:
    with on("2026-08-10"):
        owed.act("issue_demand", owed.cast.officer, until="2026-08-25")
        serve_paper(owed)
    with on("2026-12-31"), pytest.raises(Refused, match="已于2026-12-02届满"):
        owed.act("apply_to_court", owed.cast.head, court="金沙县人民法院")


def test_who_owes_is_not_closed_as_executed(owed: Story) -> None:
    with on("2026-03-10"):
        pay(owed, FINE - 1, "0001")
        with pytest.raises((Refused, NotOpen), match="没有全部缴纳"):
            owed.act("close", owed.cast.head)


def test_a_clock_that_runs_on_is_pointed_out_at_the_closing(owed: Story) -> None:
    with on("2026-03-10"):
        asked = {"applied_on": "2026-03-10", "wanted": "延期缴纳", "reason": "困难。"}
        owed.act("apply_deferral", owed.cast.officer, **asked, hardship=True, written=True)
        owed.act("decide_deferral", owed.cast.head, outcome="refuse", opinion="没有证明材料。")
        pay(owed, FINE, "0001")
        owed.act("close", owed.cast.head)
    warned = [each for each in owed.outcomes[-1].findings if each.verdict is Verdict.WARN]
    assert any("未送达的文书" in each.message for each in warned)


def test_a_period_that_still_runs_is_named_in_words_at_the_closing(owed: Story) -> None:
    with on("2026-03-10"):
        pay(owed, FINE, "0001")
        told = {"kind": "行政复议", "body": "金沙县人民政府", "filed_on": "2026-03-10"}
        owed.act("record_remedy", owed.cast.officer, **told)
        remedy = owed.case.facts["remedies"][0]["id"]
        end = {"remedy": remedy, "outcome": "确认违法", "ended_on": "2026-03-10"}
        owed.act("conclude_remedy", owed.cast.officer, **end)
        owed.act("close", owed.cast.head)
    (warned,) = [each for each in owed.outcomes[-1].findings if each.verdict is Verdict.WARN]
    assert "尚有未了结的期限：撤回" in warned.message
