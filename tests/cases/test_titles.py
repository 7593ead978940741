"""The title of a case names the matter and no person: it stands where everybody reads it."""

import pytest

from sanzhi.cases.models import Case
from sanzhi.law.errors import Invalid
from tests.support.story import COMPANY, PERSON, Story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("which", ["name", "id_number", "phone"])
def test_a_title_that_names_the_person_is_refused(story: Story, which: str) -> None:
    with pytest.raises(Invalid, match="案由：只写涉嫌的违法行为"):
        story.lead(PERSON, suspected=f"{PERSON[which]}涉嫌无证经营")
    assert not Case.objects.exists()


def test_a_title_may_name_the_matter_and_an_organisation(story: Story) -> None:
    story.lead(PERSON)
    Story(story.cast).lead(COMPANY, suspected=f"{COMPANY['name']}涉嫌经营超过保质期的食品")
    assert Case.objects.count() == 2
