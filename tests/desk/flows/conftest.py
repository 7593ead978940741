"""Who designs flows: a clerk of the agency, and a draft of his."""

import pytest

from sanzhi.accounts.actors import Actor
from sanzhi.procedure.models import ProcedureDraft
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import Cast, make_person
from tests.support.flows import sound_draft


@pytest.fixture
def clerk_actor(cast: Cast) -> Actor:
    return make_person(cast.agency, "clerk", "冉细致", "clerk")


@pytest.fixture
def clerk(clerk_actor: Actor) -> Browser:
    return browser_of(clerk_actor)


@pytest.fixture
def draft(clerk_actor: Actor) -> ProcedureDraft:
    return sound_draft(clerk_actor)
