"""Evidence, suspension, extension: what an investigation may do and how long it may take."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.calendar import Calendar
from sanzhi.law.clocks import Pause, compute, not_counted
from sanzhi.law.findings import Verdict
from sanzhi.law.guards import evidence, investigation
from sanzhi.law.guards.evidence import EvidenceKind, HelpRequest, MonitoringRecord, Origin, Piece, TestResult
from sanzhi.law.guards.investigation import EndGround, Granted, SuspendGround
from sanzhi.law.rules import RuleRow, RuleSet

RULES = RuleSet.national()
CALENDAR = Calendar.national()
TODAY = date(2026, 6, 1)


@pytest.mark.rule("O8")
@pytest.mark.parametrize(
    ("domain", "last"), [("市场监管", date(2026, 6, 23)), ("医疗保障", date(2026, 6, 16))]
)
def test_help_is_given_in_time_or_put_off_in_time(domain: str, last: date) -> None:
    due = compute(RULES.pick("O8", domain=domain, on=TODAY), TODAY, CALENDAR)
    assert due.on == last
    after = last + timedelta(days=1)
    assert evidence.help_given_in_time(HelpRequest(TODAY, done_on=last), due, on=after) == []
    assert evidence.help_given_in_time(HelpRequest(TODAY), due, on=last) == []
    assert evidence.help_given_in_time(HelpRequest(TODAY), due, on=after)[0].verdict is Verdict.WARN
    assert evidence.help_given_in_time(HelpRequest(TODAY, told_later_on=last), due, on=after) == []
    assert evidence.help_given_in_time(HelpRequest(TODAY, told_later_on=after), due, on=after) != []


@pytest.mark.rule("O40")
def test_the_first_contact_tells_of_defence_and_recusal() -> None:
    def ask(defence: bool, recusal: bool, domain: str = "市场监管", first: bool = True) -> list[Verdict]:
        found = evidence.rights_told_at_first_contact(
            first=first, told_defence=defence, told_recusal=recusal, domain=domain, on=TODAY
        )
        return [each.verdict for each in found]

    assert ask(True, True) == []
    assert ask(False, True) == [Verdict.REFUSE]
    assert ask(True, False) == [Verdict.REFUSE]
    assert ask(False, False, first=False) == []
    assert ask(False, False, domain="税务") == [Verdict.WARN]


RECORD = MonitoringRecord(True, True, True, True, True)


@pytest.mark.rule("O44")
@pytest.mark.parametrize(
    "lack", ["device_reviewed", "location_public", "content_checked", "party_told", "can_look_up"]
)
def test_a_monitoring_record_is_used_only_when_all_is_in_order(lack: str) -> None:
    assert evidence.monitoring_usable(RECORD, on=TODAY) == []
    (finding,) = evidence.monitoring_usable(replace(RECORD, **{lack: False}), domain="交通运输", on=TODAY)
    assert finding.verdict is Verdict.REFUSE
    assert finding.citations[-1].law == "交通运输行政执法程序规定"


@pytest.mark.rule("O45")
@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_each_of_the_eight_kinds_is_evidence_once_verified(kind: EvidenceKind) -> None:
    piece = Piece("甲", kind, verified=True, origin=Origin.BEFORE_FILING)
    assert evidence.evidence_sound([piece], on=TODAY) == []
    (finding,) = evidence.evidence_sound([replace(piece, verified=False)], on=TODAY)
    assert finding.verdict is Verdict.REFUSE


@pytest.mark.rule("O45")
def test_a_ninth_kind_and_unlawful_evidence_are_out() -> None:
    piece = Piece("甲", "传闻", verified=True, origin=Origin.TRANSFERRED)
    assert "证据种类" in evidence.evidence_sound([piece], on=TODAY)[0].message
    stolen = Piece("乙", "物证", verified=True, lawful=False)
    assert "非法手段" in evidence.evidence_sound([stolen], on=TODAY)[0].message


@pytest.mark.rule("O46")
def test_the_result_of_a_test_is_told_before_the_investigation_ends() -> None:
    result = TestResult(TODAY)

    def ask(result: TestResult, domain: str, concluding: bool) -> list[Verdict]:
        found = evidence.test_result_told(result, domain=domain, concluding=concluding, on=TODAY)
        return [each.verdict for each in found]

    assert ask(replace(result, told_on=TODAY), "市场监管", True) == []
    assert ask(result, "市场监管", False) == [Verdict.WARN]
    assert ask(result, "市场监管", True) == [Verdict.REFUSE]
    assert ask(result, "税务", True) == [Verdict.WARN]
    sampled = replace(result, told_on=TODAY, sampled=True)
    assert ask(sampled, "农业农村", False) == [Verdict.REFUSE]
    assert ask(sampled, "市场监管", True) == []
    assert ask(replace(sampled, retest_told=True), "农业农村", True) == []


@pytest.mark.rule("O42")
def test_an_investigation_is_suspended_on_a_ground_and_with_approval() -> None:
    def ask(ground: SuspendGround | None, approved: bool, domain: str = "市场监管") -> list[Verdict]:
        found = investigation.suspension_lawful(ground, approved=approved, domain=domain, on=TODAY)
        return [each.verdict for each in found]

    assert ask(SuspendGround.PARTY_MISSING, True) == []
    assert ask(None, True) == [Verdict.REFUSE]
    assert ask(SuspendGround.OTHER, False) == [Verdict.REFUSE]
    assert ask(SuspendGround.OTHER, True, "交通运输") == [Verdict.WARN]


@pytest.mark.rule("O42")
def test_it_goes_on_at_once_when_the_cause_is_gone() -> None:
    gone = date(2026, 5, 20)

    def ask(resumed: date | None) -> int:
        return len(
            investigation.resumed_at_once(ceased_on=gone, resumed_on=resumed, domain="市场监管", on=TODAY)
        )

    assert (ask(gone), ask(gone + timedelta(days=1)), ask(None)) == (0, 1, 1)
    assert investigation.resumed_at_once(ceased_on=None, resumed_on=None, domain="市场监管", on=TODAY) == []


@pytest.mark.rule("O43")
def test_an_investigation_ends_on_a_ground_of_its_sector() -> None:
    def ask(ground: EndGround, domain: str, approved: bool = True, standing: bool = False) -> list[Verdict]:
        found = investigation.ending_lawful(
            ground, approved=approved, measures_standing=standing, domain=domain, on=TODAY
        )
        return [each.verdict for each in found]

    assert ask(EndGround.NO_SUCCESSOR, "市场监管") == []
    assert ask(EndGround.NO_BREACH, "市场监管") == [Verdict.REFUSE]
    assert ask(EndGround.NO_BREACH, "交通运输") == []
    assert ask(EndGround.TRANSFERRED, "医疗保障") == []
    assert ask(EndGround.NO_SUCCESSOR, "市场监管", approved=False) == [Verdict.REFUSE]
    assert ask(EndGround.NO_SUCCESSOR, "市场监管", standing=True) == [Verdict.REFUSE]
    assert ask(EndGround.OTHER, "税务") == [Verdict.WARN]


def limit(domain: str) -> RuleRow:
    return RULES.pick("O21", domain=domain, on=TODAY)


def counted(domain: str, cause: str) -> list[Verdict]:
    pause = Pause(date(2026, 7, 1), date(2026, 7, 11), cause)
    return [each.verdict for each in investigation.pauses_counted(limit(domain), [pause], on=TODAY)]


@pytest.mark.rule("O22")
@pytest.mark.parametrize(
    ("domain", "left_out", "runs_on"),
    [
        ("市场监管", ["中止调查", "听证", "公告", "委托检测", "鉴定", "责令退还多收价款"], ["送达"]),
        ("农业农村", ["中止调查", "听证", "公告", "检验"], ["送达"]),
        ("住房城乡建设", ["中止调查", "听证", "检测"], ["公告"]),
        ("医疗保障", ["听证", "公告", "检测检验", "专家评审"], ["中止调查"]),
        ("税务", ["中止检查", "听证", "公告送达", "提请重大税务案件审理"], ["鉴定"]),
        ("交通运输", [], ["中止调查", "听证"]),
        ("卫生健康", [], ["听证"]),
    ],
)
def test_only_what_the_sector_names_is_left_uncounted(
    domain: str, left_out: Sequence[str], runs_on: Sequence[str]
) -> None:
    assert [cause for cause in left_out if counted(domain, cause)] == []
    assert all(counted(domain, cause) == [Verdict.WARN] for cause in runs_on)
    pauses = [Pause(date(2026, 7, 1), date(2026, 7, 11), cause) for cause in (*left_out, *runs_on)]
    due = compute(limit(domain), TODAY, CALENDAR, not_counted(limit(domain), pauses))
    assert due.unrolled == date(2026, 8, 30) + timedelta(days=10 if left_out else 0)


HEAD = "市场监督管理部门负责人"


def extended(*granted: Granted, domain: str = "市场监管", pauses: Sequence[Pause] = ()) -> list[Verdict]:
    found = investigation.extension_lawful(
        limit(domain), date(2026, 1, 5), granted, CALENDAR, pauses, on=date(2026, 5, 1)
    )
    return [each.verdict for each in found]


@pytest.mark.rule("O21")
def test_an_extension_comes_before_the_term_ends_from_the_right_hand_and_not_too_long() -> None:
    first = Granted(30, HEAD, date(2026, 4, 7))
    assert extended(first) == []
    assert extended(replace(first, on=date(2026, 4, 8))) == [Verdict.REFUSE]
    assert extended(replace(first, value=31)) == [Verdict.REFUSE]
    assert extended(replace(first, by="办案人员")) == [Verdict.REFUSE]
    second = Granted(400, f"{HEAD}集体讨论", date(2026, 5, 6))
    assert extended(first, second) == []
    assert extended(first, replace(second, on=date(2026, 5, 7))) == [Verdict.REFUSE]
    assert extended(first, second, second) == [Verdict.REFUSE]


@pytest.mark.rule("O21")
@pytest.mark.parametrize(
    ("domain", "by", "days"),
    [
        ("交通运输", "执法部门负责人", 30),
        ("住房城乡建设", "执法机关负责人", 30),
        ("医疗保障", "医疗保障行政部门负责人", 30),
        ("农业农村", "农业行政处罚机关负责人", 30),
        ("税务", "税务局局长", 90),
    ],
)
def test_each_sector_sets_how_much_longer(domain: str, by: str, days: int) -> None:
    on = date(2026, 4, 1)
    assert extended(Granted(days, by, on), domain=domain) == []
    assert extended(Granted(days + 1, by, on), domain=domain) == [Verdict.REFUSE]


@pytest.mark.rule("O21")
def test_the_second_extension_of_housing_and_medical_is_at_most_sixty_days() -> None:
    on = date(2026, 4, 1)
    for domain, head in (("住房城乡建设", "执法机关负责人"), ("医疗保障", "医疗保障行政部门负责人")):
        first = Granted(30, head, on)
        assert extended(first, Granted(60, f"{head}集体讨论", on), domain=domain) == []
        assert extended(first, Granted(61, f"{head}集体讨论", on), domain=domain) == [Verdict.REFUSE]


@pytest.mark.rule("O21")
def test_the_statute_alone_knows_no_extension_and_a_pause_moves_the_last_day() -> None:
    assert extended(Granted(30, "某负责人", date(2026, 4, 1)), domain="某行业") == [Verdict.REFUSE]
    late = Granted(30, HEAD, date(2026, 4, 10))
    assert extended(late) == [Verdict.REFUSE]
    assert extended(late, pauses=[Pause(date(2026, 3, 1), date(2026, 3, 11), "检测")]) == []


@pytest.mark.rule("O21")
@pytest.mark.parametrize("domain", ["自然资源", "通信", "卫生健康", "生态环境"])
def test_an_old_sector_limit_gives_way_to_the_statute(domain: str) -> None:
    row = RULES.pick("O21", domain=domain, on=TODAY)
    assert (row.value, row.unit, row.domain) == (90, "natural", None)
    (old,) = RULES.displaced("O21", domain=domain, on=TODAY)
    assert not old.confirmed
    assert old.domain == domain
    assert RULES.displaced("O21", domain="市场监管", on=TODAY) == []


@pytest.mark.rule("O22")
@given(st.integers(0, 80), st.integers(0, 40), st.sampled_from(["听证", "检测", "送达", "吃饭"]))
def test_a_pause_that_is_not_named_never_moves_the_last_day(after: int, length: int, cause: str) -> None:
    start = date(2026, 1, 5)
    pause = Pause(start + timedelta(days=after), start + timedelta(days=after + length), cause)
    row = limit("市场监管")
    plain = compute(row, start, CALENDAR).unrolled
    moved = compute(row, start, CALENDAR, not_counted(row, [pause])).unrolled
    named = cause in ("听证", "检测")
    assert (moved - plain).days == (length if named else 0)
    assert bool(investigation.pauses_counted(row, [pause], on=start)) is not named
