"""The file of a document appears in the background; whoever has read the document has missed nothing."""

from pathlib import Path

import pytest
from pytest_django import Settings

from sanzhi.cases.papers import ensure_file
from sanzhi.documents.models import Document
from sanzhi.law.errors import Changed
from tests.support.story import Story


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    """The file goes into a store of its own."""
    settings.SANZHI_HOME = tmp_path


def issued(story: Story) -> Document:
    """A notice that one officer has made and signed."""
    story.reviewed()
    story.act("issue_notice", story.cast.officer)
    return Document.objects.get(case_id=story.case.id, kind="prior_notice")


def test_the_second_officer_signs_though_the_file_was_made_meanwhile(story: Story) -> None:
    document = issued(story)
    seen = story.case.seq

    made = ensure_file(document.pk)
    story.perform("sign_notice", story.cast.second, {}, seen=seen)

    facts = story.case.facts
    assert facts["file.prior_notice"] == {
        "document": str(document.pk),
        "pdf": made.pdf_digest,
        "pages": made.pages,
    }
    assert len(facts["document.prior_notice"]["signed"]) == 2


def test_the_second_officer_is_told_when_a_person_has_changed_the_document(story: Story) -> None:
    issued(story)
    seen = story.case.seq

    story.act("sign_notice", story.cast.second)
    with pytest.raises(Changed):
        story.perform(
            "seal_notice", story.cast.officer, {"sealed": "0" * 64, "way": "scan", "pages": 2}, seen=seen
        )
