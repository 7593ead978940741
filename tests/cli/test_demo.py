"""The demonstration: a case stands open at every step, and loading it twice is loading it once."""

import json
import re
import shutil
import stat
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from pytest_django import Settings

from sanzhi.accounts.signin import demonstration_accounts
from sanzhi.cases.fold import check_columns
from sanzhi.cases.models import Case, Event
from sanzhi.cli.demonstration import mark as marks
from sanzhi.cli.demonstration import script
from sanzhi.cli.demonstration.load import load
from sanzhi.cli.demonstration.player import plan
from sanzhi.documents.pdfium import page_texts
from sanzhi.documents.sealing.verify import verify_seal
from sanzhi.jobs import clock
from sanzhi.jobs.clock import CHINA
from sanzhi.law.calendar import Calendar
from sanzhi.law.numbers import parse_number
from sanzhi.procedure.library import all_bundles
from sanzhi.store.folder import FolderStore
from tests.cli.instances import Instance, instant, loaded_demonstration

pytestmark = pytest.mark.slow
OFFICE_HOURS = (time(8, 30), time(18, 0))
THIRTY_MONTHS = timedelta(days=912)
PARTS_OF_A_CASE = {
    "register_lead",
    "file",
    "conclude",
    "submit_for_review",
    "serve_notice",
    "decide",
    "close",
}


@pytest.fixture(scope="module")
def loaded() -> Instance:
    return loaded_demonstration()


def test_an_open_case_stands_at_every_step(loaded: Instance) -> None:
    versions = [each for each in all_bundles() if each.name == "cn.samr.penalty.ordinary"]
    bundle = max(versions, key=lambda each: each.version)
    open_steps = {step for (step,) in loaded.rows("SELECT step FROM cases_openstep")}
    road = {step.id for step in bundle.steps.values() if not (step.final or step.optional)}
    assert road | {"hearing"} <= open_steps


def test_clocks_are_alive_some_due_in_days_and_one_over(loaded: Instance) -> None:
    today = clock.today().toordinal()
    dues = [
        date.fromisoformat(due).toordinal() - today
        for (due,) in loaded.rows("SELECT due FROM cases_openstep WHERE due IS NOT NULL")
    ]
    assert any(0 <= days <= 7 for days in dues)
    assert any(days < 0 for days in dues)


def test_columns_are_what_the_events_make_and_both_logs_verify(loaded: Instance) -> None:
    assert "事件与数据一致：不一致 0 处" in loaded.sanzhi("doctor").stdout
    verified = loaded.sanzhi("ledger", "verify")
    assert verified.returncode == 0, verified.stdout
    assert verified.stdout.count("完好") == 2


def test_loading_again_changes_nothing(loaded: Instance, tmp_path: Path) -> None:
    again = Instance(tmp_path / "home")
    shutil.copytree(loaded.home, again.home)
    assert "已装入" in again.sanzhi("demo").stdout
    unfinished = again.mark | {"loaded": False}
    (again.home / "demonstration").write_text(json.dumps(unfinished), encoding="utf-8")
    assert again.sanzhi("demo").returncode == 0
    assert again.everything() == loaded.everything()
    assert (again.home / "log/public/checkpoint").read_bytes() == (
        loaded.home / "log/public/checkpoint"
    ).read_bytes()


def test_the_feed_reaches_the_portal_whole(loaded: Instance) -> None:
    penalties = [record for record in loaded.contents if "party" in record]
    agencies = [record for record in loaded.contents if "duty" in record]
    published = [
        facts for facts in loaded.facts.values() if facts.get("release", {}).get("state") == "published"
    ]
    assert len(penalties) == len(published) >= 10
    assert len(agencies) == len(script.company().agencies)
    assert all(record["demo"] for record in loaded.contents)


def test_people_act_in_office_hours_of_working_days_and_never_in_the_future(loaded: Instance) -> None:
    calendar, now = Calendar.national(), datetime.now(UTC)
    assert all(instant(event["happened"]) <= instant(event["recorded"]) <= now for event in loaded.events)
    acts = [instant(event["happened"]).astimezone(CHINA) for event in loaded.events if event["by"]["user"]]
    assert all(calendar.is_working(moment.date()) for moment in acts)
    assert all(OFFICE_HOURS[0] <= moment.time() <= OFFICE_HOURS[1] for moment in acts)
    assert (
        now - min(acts) < (now - now.replace(year=now.year - 2)) + (now - now.replace(year=now.year - 1)) / 2
    )


def test_events_are_recorded_in_the_order_of_time(loaded: Instance) -> None:
    recorded = [event["recorded"] for event in loaded.events]
    assert recorded == sorted(recorded)


def test_a_receipt_of_last_friday_starts_its_clock_on_friday(loaded: Instance) -> None:
    (late,) = [event for event in loaded.events if event["late_reason"] and event["by"]["user"]]
    happened, recorded = (instant(late[key]).astimezone(CHINA).date() for key in ("happened", "recorded"))
    assert (late["act"], happened.strftime("%A")) == ("serve_decision", "Friday")
    assert happened < recorded
    assert late["clocks"]["O27"]["start"] == happened.isoformat()


def test_the_courses_that_a_case_can_take_are_all_told(loaded: Instance) -> None:
    facts = loaded.facts
    states = {each["release"]["state"] for each in facts.values() if "release" in each}
    assert states == {"prepared", "published", "withdrawn", "withheld"}
    assert facts["qianxi-popcorn"]["hearing"]["held_on"]
    assert facts["zhijin-popcorn"]["submission"]["round"] == 2
    assert facts["qixingguan-store"]["submission"]["round"] == 2
    assert len(facts["jinsha-toast"]["execution"]["receipts"]) == 2
    assert facts["jinsha-declined"]["declined"]
    lower = facts["jinsha-rolls"]
    assert lower["decision"]["fine_fen"] < lower["notice"]["fine_fen"]
    assert lower["decision"]["defence_reply"]


def test_a_natural_person_is_masked_in_public(loaded: Instance) -> None:
    (record,) = [r for r in loaded.contents if r.get("party", {}).get("type") == "自然人"]
    assert record["party"]["name"] == "黄某"


def test_every_number_is_a_document_number(loaded: Instance) -> None:
    for (text,) in loaded.rows("SELECT text FROM documents_numberuse"):
        assert str(parse_number(text)) == text


def test_numbers_of_a_series_follow_time_without_gaps(loaded: Instance) -> None:
    series: dict[tuple[str, str, int], list[int]] = {}
    for agency, word, year, sequence in loaded.rows(
        "SELECT agency_id, word, year, sequence FROM documents_numberuse ORDER BY taken_at, id"
    ):
        series.setdefault((agency, word, year), []).append(sequence)
    assert all(used == list(range(1, len(used) + 1)) for used in series.values())


def test_what_was_served_is_really_sealed_and_says_that_it_is_an_example(loaded: Instance) -> None:
    store = FolderStore(loaded.home / "blobs")
    sealed = loaded.rows("SELECT sealed_digest FROM documents_document WHERE sealed_digest <> ''")
    unsealed = loaded.rows(
        "SELECT 1 FROM documents_document WHERE kind = 'service_receipt' AND pdf_digest = ''"
    )
    assert (len(sealed) > 20, unsealed) == (True, [])
    for (digest,) in sealed[::9]:
        with store.open(digest) as file:
            pdf = file.read()
        assert verify_seal(pdf).intact
        assert all("示例数据" in page for page in page_texts(pdf))


def test_the_accounts_of_the_mark_sign_in(loaded: Instance, settings: Settings) -> None:
    settings.SANZHI_HOME, settings.SANZHI_DEMO = loaded.home, True
    stored = dict(loaded.rows("SELECT username, password FROM accounts_user"))
    listed = demonstration_accounts()
    assert {account.role for account in listed} == {
        "officer", "head", "reviewer", "counsel", "editor", "clerk", "supervisor", "system", "security",
        "audit",
    }  # fmt: skip
    assert check_password(listed[0].password, stored[listed[0].username])
    opened = {stored[account.username] for account in listed}
    assert len(opened) == 1
    # Whoever is not listed cannot sign in at all.
    assert all(word in opened or word.startswith("!") for word in stored.values())
    assert stat.S_IMODE((loaded.home / "demonstration").stat().st_mode) == 0o600


def test_one_officer_has_an_expired_certificate_and_one_a_suspended(loaded: Instance) -> None:
    today = clock.today().isoformat()
    agencies = sum(each.domain == "市场监管" for each in script.company().agencies)
    expired = loaded.rows("SELECT 1 FROM registry_certificate WHERE valid_until < ?", today)
    suspended = loaded.rows(
        "SELECT 1 FROM registry_certificate WHERE suspended_from <= ? AND suspended_until >= ?", today, today
    )
    assert (len(expired), len(suspended)) == (agencies, agencies)


def test_one_power_waits_with_a_difference_and_another_was_returned(loaded: Instance) -> None:
    states = dict(loaded.rows("SELECT state, count(*) FROM registry_submission GROUP BY state"))
    waiting = "SELECT number, action FROM registry_submission WHERE state = 'submitted'"
    ((number, action),) = loaded.rows(waiting)

    assert (states["submitted"], states["returned"], states["draft"]) == (1, 1, 1)
    assert (number, action) == (2, "amend")


def test_an_interrupted_load_goes_on_where_it_stopped(
    db: None, demonstration: None, settings: Settings, tmp_path: Path
) -> None:
    settings.SANZHI_HOME, settings.SANZHI_ORIGIN = tmp_path, "interrupted.sanzhi.invalid"
    mark = marks.new_mark(script.company().people, clock.now())
    some = [entry for entry in script.entries() if entry.key in {"jinsha-jujube", "qixingguan-person"}]
    load(mark, some, watch=lambda acts: acts[:17])
    stopped = Event.objects.filter(key__startswith="demo:").count()
    load(mark, some)
    assert stopped == 17
    assert [case.state for case in Case.objects.order_by("number")] == ["closed", "closed"]
    played = Event.objects.filter(case_id__in=Case.objects.values("id"), key__startswith="demo:")
    assert set(played.values_list("act", flat=True)) >= PARTS_OF_A_CASE
    events = Event.objects.count()
    load(mark, some)
    assert Event.objects.count() == events
    assert check_columns() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "anchor",
    ["2026-10-09T10:00", "2026-02-24T23:59", "2026-05-02T12:00", "2026-09-20T18:00", "2027-02-20T03:00"],
    ids=["after-a-long-holiday", "at-night", "on-a-holiday", "on-a-working-sunday", "in-an-unpublished-year"],
)
def test_stories_fit_before_whatever_day_they_are_loaded_on(anchor: str) -> None:
    now, calendar = datetime.fromisoformat(anchor).replace(tzinfo=CHINA), Calendar.national()
    acts = plan(script.entries(), now)
    in_their_time = [act for act in acts if not act.turn.late]
    assert all(now - THIRTY_MONTHS < act.moment <= now for act in acts)
    assert all(calendar.is_working(act.moment.date()) for act in in_their_time)
    for entry in script.entries():
        own = [act for act in acts if act.entry is entry]
        assert [act.nth for act in own] == list(range(len(own)))


def test_a_password_is_made_for_each_instance() -> None:
    one, other = (marks.new_mark(script.company().people, clock.now()) for _ in range(2))
    assert one.password != other.password
    assert re.fullmatch(r"[a-z0-9]{5}(-[a-z0-9]{5}){2}", one.password)
