"""Practice cases: as in earnest, and nothing of it outside (numbers, feed, ledger, supervisors, sums)."""

from uuid import UUID

import pytest
from django.apps import apps
from pytest_django import Settings

from sanzhi.api.listing import CaseQuery, page_of_cases
from sanzhi.cases import practice, sequencer
from sanzhi.cases.access import visible
from sanzhi.cases.models import Case, Event, PartyMark, PracticeCase
from sanzhi.cases.statutes import open_cases
from sanzhi.disclosure import publishing
from sanzhi.disclosure.models import CurrentRecord, Release
from sanzhi.documents.models import Document
from sanzhi.documents.numbering import NumberUse
from sanzhi.jobs import clock
from sanzhi.jobs.news import News
from sanzhi.law.errors import NotFound
from sanzhi.review.models import GivenOpinion
from tests.desk.conftest import browser_of
from tests.support.cast import Cast
from tests.support.story import COMPANY, Story

pytestmark = pytest.mark.usefixtures("monday")


class Practice(Story):
    """A story whose lead is one for practice."""

    def lead(self, party: dict[str, object] | None = None, **more: object) -> "Story":
        told = {"suspected": "涉嫌经营超过保质期的食品", "source": "投诉", "summary": "练习。"}
        day = clock.today().isoformat()
        self.act("practice_lead", self.cast.officer, **told, received_on=day, party=party or COMPANY, **more)
        return self


@pytest.fixture
def trying(cast: Cast) -> Practice:
    return Practice(cast)


def test_it_has_numbers_of_its_own_and_says_so_everywhere(trying: Practice, story: Story) -> None:
    trying.filed()
    story.filed()
    assert trying.case.number == "金沙市监练习案〔2026〕1号"
    assert trying.case.title.startswith("【练习】")
    document = Document.objects.get(case_id=trying.case.pk, kind="filing_approval")
    assert document.title == "立案审批表（练习）"
    assert "练习立" in document.number
    assert document.source["practice"] is True
    # The numbers in earnest begin at one as if nobody had practised.
    assert story.case.number == "金沙市监案〔2026〕1号"
    assert Document.objects.get(case_id=story.case.pk).number.endswith("立〔2026〕1号")


def test_every_page_of_a_practice_paper_bears_the_band(trying: Practice, settings: Settings) -> None:
    from sanzhi.cases.papers import open_file  # noqa: PLC0415
    from sanzhi.documents import pdfium  # noqa: PLC0415

    trying.filed()
    settings.SANZHI_DEMO = False
    document = Document.objects.get(case_id=trying.case.pk)
    pages = pdfium.page_texts(open_file(document).read())
    assert pages
    assert all("不具有法律效力" in page for page in pages)
    assert "（练习）" in pages[0].replace(" ", "")


def test_the_ledger_never_takes_it(trying: Practice, story: Story) -> None:
    trying.filed()
    story.lead()
    sequencer.sequence()
    assert set(Event.objects.exclude(leaf=None).values_list("case_id", flat=True)) == {story.case_id}
    assert not sequencer.unnumbered().exists()


def test_the_public_never_sees_it(trying: Practice) -> None:
    trying.published()
    assert publishing.show_progress(UUID(str(trying.case_id))) is None
    assert not CurrentRecord.objects.exists()
    release = Release.objects.get()
    publishing.on_published(_news(release.pk))
    release.refresh_from_db()
    assert release.entry is None


def test_nobody_above_sees_it_and_no_dossier_knows_its_party(
    trying: Practice, story: Story, cast: Cast
) -> None:
    trying.lead()
    story.lead()
    assert set(visible(cast.supervisor).values_list("case_id", flat=True)) == {story.case_id}
    assert set(PartyMark.objects.values_list("case_id", flat=True)) == {story.case_id}
    assert trying.case_id in set(visible(cast.head).values_list("case_id", flat=True))


def test_no_sum_and_no_list_of_others_counts_it(trying: Practice, story: Story, cast: Cast) -> None:
    trying.served()
    story.served()
    assert {each.case_id for each in open_cases()} == {story.case_id}
    assert set(GivenOpinion.objects.values_list("case_id", flat=True)) == {story.case_id}
    listed, _ = page_of_cases(cast.officer, CaseQuery())
    assert [head["number"] for head in listed] == [story.case.number]
    book = browser_of(cast.head).page("/payments/")
    assert story.case.number in book
    assert trying.case.number not in book


def test_it_is_removed_with_everything_that_names_it(trying: Practice, story: Story, cast: Cast) -> None:
    trying.published()
    story.lead()
    assert trying.case_id is not None
    for other in (cast.second, cast.stranger):
        with pytest.raises(NotFound):
            practice.remove(other, trying.case_id)
    practice.remove(cast.officer, trying.case_id)
    left = [
        model.__name__
        for model in apps.get_models()
        if any(field.attname == "case_id" for field in model._meta.concrete_fields)
        and model._default_manager.filter(case_id=trying.case_id).exists()
    ]
    assert left == []
    assert set(Case.objects.values_list("pk", flat=True)) == {story.case_id}
    # Every number stays accounted for.
    numbers = NumberUse.objects.filter(word__startswith="练习")
    assert numbers.count() == 5
    assert set(numbers.values_list("state", "case_id", "reason")) == {("void", None, "练习案件已删除")}


def test_a_case_in_earnest_is_never_removed(story: Story, cast: Cast) -> None:
    story.lead()
    assert story.case_id is not None
    with pytest.raises(NotFound):
        practice.remove(cast.officer, story.case_id)
    assert Case.objects.filter(pk=story.case_id).exists()
    assert not PracticeCase.objects.exists()


def _news(release: UUID) -> News:
    return News(1, "release.published", "k", {"release": str(release)}, clock.now())
