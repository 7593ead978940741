"""What the tests of sign-in share: an account, and a browser that has not failed yet."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from sanzhi.accounts.models import Grant, User
from tests.support.cast import Cast, assemble

PASSWORD = "shi-li-mi-ma-2026"


@pytest.fixture(autouse=True)
def no_failures_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@pytest.fixture
def chen(db: None) -> User:
    """A person with a password and no agency."""
    user = User.objects.create_user("chen", PASSWORD, display_name="陈一鸣")
    Grant.objects.create(user=user, role="system")
    return user
