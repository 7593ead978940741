"""The whole-process record: what must be recorded and how, and what becomes of the record."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sanzhi.law.findings import Finding, Verdict
from sanzhi.law.guards import archiving, recording
from sanzhi.law.guards.archiving import Absence, DataCopy
from sanzhi.law.guards.recording import Scene, Stage, Video
from sanzhi.law.rules import RuleSet
from sanzhi.law.statutes import FARMING, MARKET, TRANSPORT

DAY = date(2026, 6, 1)
RULES = RuleSet.national()
LOCAL, ELSEWHERE = "150102", "520523"
REFUSED, WARNED, UNKNOWN = [Verdict.REFUSE], [Verdict.WARN], [Verdict.UNKNOWN]


def verdicts(findings: list[Finding]) -> list[Verdict]:
    """The verdicts, after a look at what every finding must have: a whole sentence, and what to do next."""
    for finding in findings:
        assert finding.cure, finding
        assert "None" not in finding.message
    return [finding.verdict for finding in findings]


@pytest.mark.rule("R1")
def test_every_stage_that_took_place_has_its_record() -> None:
    stages = list(Stage)
    assert recording.stages_recorded(stages, stages, on=DAY) == []
    assert recording.stages_recorded(stages[:3], stages[:3], on=DAY) == []
    (missing,) = recording.stages_recorded(stages, stages[:-1], on=DAY)
    assert verdicts([missing]) == REFUSED
    assert "执行" in missing.message
    assert verdicts(recording.stages_recorded(stages, [], on=date(2020, 1, 1))) == UNKNOWN


@pytest.mark.rule("R2")
def test_seizure_is_filmed_in_full() -> None:
    ask = recording.filmed_as_prescribed
    assert ask(Scene.SEIZURE, filmed=True, in_full=True, region=LOCAL, on=DAY) == []
    assert verdicts(ask(Scene.SEIZURE, filmed=True, in_full=False, region=LOCAL, on=DAY)) == REFUSED
    assert verdicts(ask(Scene.ROOM, filmed=False, in_full=False, domain=TRANSPORT, on=DAY)) == REFUSED
    assert verdicts(ask(Scene.VITAL, filmed=False, in_full=False, domain=TRANSPORT, on=DAY)) == WARNED
    assert verdicts(ask(Scene.SEIZURE, filmed=False, in_full=False, region=ELSEWHERE, on=DAY)) == WARNED
    told = ask(Scene.SEIZURE, filmed=False, in_full=False, account="设备损坏", region=LOCAL, on=DAY)
    assert verdicts(told) == WARNED


@pytest.mark.rule("R2")
def test_other_scenes_are_filmed_as_the_matter_needs() -> None:
    ask = recording.filmed_as_prescribed
    assert ask(Scene.HEARING, filmed=True, in_full=False, region=LOCAL, on=DAY) == []
    assert verdicts(ask(Scene.HEARING, filmed=False, in_full=False, region=LOCAL, on=DAY)) == WARNED
    assert verdicts(ask(Scene.LEFT, filmed=False, in_full=False, on=date(2018, 1, 1))) == UNKNOWN


@pytest.mark.rule("R3")
def test_a_written_record_has_its_six_elements() -> None:
    whole = dict.fromkeys(recording.TEXT_ELEMENTS, "有")
    assert recording.text_has_elements(whole, region=LOCAL, on=DAY) == []
    lacking = {**whole, "地点": " "}
    (local,) = recording.text_has_elements(lacking, region=LOCAL, on=DAY)
    assert (local.verdict, local.citations[0].article) == (Verdict.REFUSE, "第十六条")
    assert "地点" in local.message
    assert verdicts(recording.text_has_elements(lacking, region=ELSEWHERE, on=DAY)) == WARNED
    assert verdicts(recording.text_has_elements({}, region=LOCAL, on=date(2020, 3, 31))) == UNKNOWN


@pytest.mark.rule("R4")
def test_the_recording_shows_what_took_place() -> None:
    content = recording.VIDEO_CONTENT
    assert recording.video_shows(content[:2], content[:2], region=LOCAL, on=DAY) == []
    assert verdicts(recording.video_shows(content[:-1], content, region=LOCAL, on=DAY)) == WARNED
    assert recording.video_shows([], content, region=ELSEWHERE, on=DAY) == []


@pytest.mark.rule("R5")
def test_a_break_is_explained() -> None:
    ask = recording.video_unbroken
    assert ask(Video(opening_said=True, breaks=(True, True)), region=LOCAL, on=DAY) == []
    assert verdicts(ask(Video(opening_said=True, breaks=(True, False)), region=LOCAL, on=DAY)) == REFUSED
    assert verdicts(ask(Video(opening_said=False), region=LOCAL, on=DAY)) == WARNED
    assert ask(Video(opening_said=False), region=ELSEWHERE, on=DAY) == []


@pytest.mark.rule("R6")
def test_a_recording_is_uploaded_within_twenty_four_hours() -> None:
    row = RULES.find("R6", region=LOCAL, on=DAY)
    ended = datetime(2026, 6, 1, 9, tzinfo=UTC)
    last = ended + timedelta(hours=24)
    late = last + timedelta(minutes=1)
    assert recording.uploaded_in_time(row, ended, last, now=late) == []
    assert recording.uploaded_in_time(row, ended, None, now=last) == []
    assert verdicts(recording.uploaded_in_time(row, ended, late, now=late)) == WARNED
    assert recording.uploaded_in_time(row, ended, late, now=late, excuse="边远地区") == []
    assert RULES.find("R6", region=ELSEWHERE, on=DAY) is None
    assert recording.uploaded_in_time(None, ended, late, now=late) == []


@pytest.mark.rule("R7")
def test_an_original_stays_as_it_was_taken_in() -> None:
    ask = recording.original_kept
    assert ask("a", "a", retained_until=None, region=LOCAL, on=DAY) == []
    assert verdicts(ask("a", "b", retained_until=None, region=LOCAL, on=DAY)) == REFUSED
    assert verdicts(ask("a", "b", retained_until=None, region=ELSEWHERE, on=DAY)) == WARNED
    assert verdicts(ask("a", None, retained_until=DAY, region=LOCAL, on=DAY)) == REFUSED
    assert ask("a", None, retained_until=DAY - timedelta(days=1), region=LOCAL, on=DAY) == []
    assert verdicts(ask("a", None, retained_until=None, region=LOCAL, on=DAY)) == REFUSED


@pytest.mark.rule("R8")
def test_who_is_concerned_reads_the_record() -> None:
    ask = recording.own_record_open
    denied = ask(concerned=True, given=False, secret_ground="", region=LOCAL, on=DAY)
    assert verdicts(denied) == REFUSED
    assert ask(concerned=True, given=True, secret_ground="", region=LOCAL, on=DAY) == []
    assert ask(concerned=True, given=False, secret_ground="商业秘密", region=LOCAL, on=DAY) == []
    assert ask(concerned=False, given=False, secret_ground="", region=LOCAL, on=DAY) == []
    assert ask(concerned=True, given=False, secret_ground="", region=ELSEWHERE, on=DAY) == []


@pytest.mark.rule("R9")
def test_police_recordings_are_kept_six_months() -> None:
    row, ask = RULES.find("R9", domain=archiving.POLICE, on=DAY), archiving.police_video_kept
    assert ask(row, DAY, date(2026, 12, 1), for_ever=False, on=DAY) == []
    assert verdicts(ask(row, DAY, date(2026, 11, 30), for_ever=False, on=DAY)) == WARNED
    assert verdicts(ask(row, DAY, date(2099, 1, 1), for_ever=True, on=DAY)) == WARNED
    assert ask(row, DAY, None, for_ever=True, on=DAY) == []


@pytest.mark.rule("R11")
def test_the_list_of_what_is_filmed_has_its_columns() -> None:
    whole = dict.fromkeys(archiving.LIST_COLUMNS, "有")
    assert archiving.video_list_complete(whole, on=DAY) == []
    assert verdicts(archiving.video_list_complete({**whole, "环节": ""}, on=DAY)) == WARNED


@pytest.mark.rule("R13")
def test_a_recording_replaces_the_written_record_only_where_a_text_says_so() -> None:
    def ask(domain: str | None, *, uncontested: bool = True, spans: bool = True) -> list[Verdict]:
        return verdicts(
            archiving.video_replaces_record(
                uncontested=uncontested, sufficient=True, spans_noted=spans, domain=domain, on=DAY
            )
        )

    assert ask(TRANSPORT, spans=False) == []
    assert ask(TRANSPORT, uncontested=False) == REFUSED
    assert ask(MARKET) == REFUSED
    assert ask(archiving.POLICE, uncontested=False) == []
    assert ask(archiving.POLICE, spans=False) == UNKNOWN


@pytest.mark.rule("R14")
def test_absence_and_refusal_are_noted_and_filmed() -> None:
    ask = archiving.absence_noted
    assert ask(Absence.UNSIGNED, noted=True, filmed=True, domain=MARKET, on=DAY) == []
    assert verdicts(ask(Absence.UNSIGNED, noted=False, filmed=True, domain=MARKET, on=DAY)) == REFUSED
    assert verdicts(ask(Absence.ABSENT, noted=True, filmed=False, domain=MARKET, on=DAY)) == WARNED
    assert verdicts(ask(Absence.UNSIGNED, noted=False, filmed=True, on=DAY)) == WARNED
    assert ask(Absence.ONLINE_SAMPLE, noted=False, filmed=True, on=DAY) == []
    (sample,) = ask(Absence.ONLINE_SAMPLE, noted=False, filmed=False, on=DAY)
    assert sample.citations[0].article == "第三十一条第二款"


@pytest.mark.rule("R15")
def test_an_electronic_file_needs_no_paper_twin() -> None:
    ask = archiving.archived_as_electronic
    assert ask(paper_demanded=False, statute="", service=True, on=DAY) == []
    assert verdicts(ask(paper_demanded=True, statute="", service=True, on=DAY)) == REFUSED
    assert verdicts(ask(paper_demanded=True, statute="", service=False, on=DAY)) == WARNED
    assert ask(paper_demanded=True, statute="某条例第三条", service=True, on=DAY) == []


@pytest.mark.rule("R16")
def test_a_copy_of_electronic_data_says_how_it_was_made() -> None:
    copy = DataCopy(original=False, method="拷贝", made_at="2026-06-01", maker="李办案")
    ask = archiving.electronic_data_sound
    assert ask(DataCopy(original=True), domain=TRANSPORT, on=DAY) == []
    assert ask(copy, domain=MARKET, on=DAY) == []
    assert verdicts(ask(copy, domain=TRANSPORT, on=DAY)) == REFUSED
    assert verdicts(ask(DataCopy(original=False), domain=MARKET, on=DAY)) == REFUSED
    assert verdicts(ask(DataCopy(original=False), domain=None, on=DAY)) == WARNED


@pytest.mark.rule("R17")
@pytest.mark.parametrize(("domain", "answer"), [(TRANSPORT, REFUSED), (MARKET, WARNED)])
def test_a_copy_is_marked_dated_and_signed(domain: str, answer: list[Verdict]) -> None:
    ask = archiving.copy_certified
    assert ask(marked=True, dated=True, source=True, signed=True, domain=domain, on=DAY) == []
    found = ask(marked=True, dated=True, source=True, signed=False, domain=domain, on=DAY)
    assert verdicts(found) == answer


@pytest.mark.rule("R18")
def test_a_closed_file_stays_as_it_is() -> None:
    ask = archiving.closed_file_untouched
    assert ask(None, domain=FARMING, on=DAY) == []
    assert ask(DAY + timedelta(days=1), domain=FARMING, on=DAY) == []
    assert verdicts(ask(DAY, domain=FARMING, on=DAY)) == REFUSED
    assert verdicts(ask(DAY, domain=None, on=DAY)) == WARNED


@pytest.mark.rule("R19")
def test_the_store_resists_change() -> None:
    ask = archiving.stored_soundly
    assert ask(unalterable=True, together=True, at_call=True, on=DAY) == []
    assert verdicts(ask(unalterable=False, together=True, at_call=False, on=DAY)) == WARNED * 2
