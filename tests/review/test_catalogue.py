"""Major or not: layers joined, tightened only downwards, asked again whenever something changed."""

from collections.abc import Callable

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.law.errors import NotOpen, Refused
from sanzhi.orgs.models import Government, Region
from sanzhi.registry import settling
from sanzhi.registry.models import RegisterEntry
from sanzhi.registry.submissions import Submission
from sanzhi.review import coverage
from tests.desk.conftest import Browser
from tests.support.cast import LONG_AGO, Cast
from tests.support.registry import Office, major
from tests.support.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SMALL = {"fine": 100_000, "complex": False}
As = Callable[[Actor], Browser]


def rules_of(refused: Refused) -> set[str]:
    return {each.rule for each in refused.findings if each.verdict.value == "refuse"}


def of_the_city(**changed: object) -> None:
    """An entry of the government of Bijie, above the county."""
    region = Region.objects.get(code="520500")
    city = Government.objects.create(name="毕节市人民政府", region=region)
    content = major(**changed)
    RegisterEntry.objects.create(
        kind="major",
        government=city,
        code=content["code"],
        title=content["title"],
        content={"kinds": [], "matters": [], **content},
        admitted_on=LONG_AGO,
    )


def test_an_entry_of_the_city_counts_in_the_county(story: Story) -> None:
    of_the_city(at_least_fen=90_000)
    story.concluded(**SMALL)
    reason = story.case.facts["major_reasons"][0]
    assert (reason["value"], reason["version"]) == (90_000, 1)


def test_an_entry_admitted_after_the_draft_sends_it_to_the_review(story: Story, office: Office) -> None:
    story.concluded(**SMALL)
    assert story.case.facts["major"] is False
    office.admitted("major", major(at_least_fen=90_000))
    story.act("submit_for_review", story.cast.officer, complete=True)
    assert story.state == "review"


@pytest.mark.parametrize(("fen", "refused"), [(3_000_000, False), (3_000_001, True)])
def test_a_lower_layer_never_sets_a_higher_amount(office: Office, fen: int, refused: bool) -> None:
    of_the_city(code="SJ-01")
    if not refused:
        office.admitted("major", major(at_least_fen=fen))
        return
    with pytest.raises(Refused) as caught:
        office.submitted("major", major(at_least_fen=fen))
    assert rules_of(caught.value) == {"V10"}


def test_social_risk_and_rights_make_it_major(story: Story) -> None:
    story.concluded(**SMALL, social_risk=True, major_rights=True)
    codes = {each["code"] for each in story.case.facts["major_reasons"]}
    assert codes == {"social_risk", "major_rights"}


def test_the_switch_covers_everything_once_it_is_admitted(story: Story, office: Office) -> None:
    row = coverage.widen(office.clerk)
    story.concluded(**SMALL)
    assert story.case.facts["major"] is False
    settling.admit(row.pk, actor=office.justice)
    story.act("submit_for_review", story.cast.officer, complete=True)
    assert story.state == "review"


def test_what_a_layer_above_covers_is_not_taken_back(cast: Cast, office: Office) -> None:
    of_the_city(at_least_fen=0, code="ALL")
    found = coverage.coverage_of(cast.agency.pk, cast.agency.name, LONG_AGO)
    assert found.full and found.own is None
    with pytest.raises(NotOpen):
        coverage.narrow(office.clerk, LONG_AGO, "范围过大")


def test_the_clerk_switches_in_the_browser(cast: Cast, office: Office, as_person: As) -> None:
    clerk = as_person(office.clerk)
    assert "按清单" in clerk.page("/reviews/coverage/")
    assert clerk.hand_in("/reviews/coverage/", do="widen").status_code == 302
    assert "已有一份变更" in clerk.page("/reviews/coverage/")
    assert clerk.hand_in("/reviews/coverage/", do="widen").status_code == 422
    row = Submission.objects.get(key="全覆盖")
    settling.admit(row.pk, actor=office.justice)
    assert "取消全覆盖" in clerk.page("/reviews/coverage/")
    assert "必填" in clerk.hand_in("/reviews/coverage/", do="narrow").content.decode()
    assert clerk.hand_in("/reviews/coverage/", do="narrow", reason="试点结束").status_code == 302
    assert as_person(cast.reviewer).hand_in("/reviews/coverage/", do="widen").status_code == 403


def test_the_page_says_why_of_every_layer(story: Story, as_person: As) -> None:
    of_the_city(title="两千元以上", at_least_fen=200_000)
    story.concluded(**SMALL, public_interest=True)
    page = as_person(story.cast.officer).page(f"/cases/{story.case_id}/why/")
    assert "为什么属于重大执法决定" in page
    assert "毕节市人民政府" in page and "现稿为1,000.00元" in page
    assert page.count(">成立<") == 1 and "当时的拟作决定，不是现稿" not in page
    story.act("resume_investigation", story.cast.officer, reason="补充")
    story.act("conclude", story.cast.officer, **story.draft(fine=50_000))
    page = as_person(story.cast.officer).page(f"/cases/{story.case_id}/why/")
    assert "为什么不属于重大执法决定" in page and "当时的拟作决定，不是现稿" in page
