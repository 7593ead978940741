"""What the tests of the libraries share."""

import pytest

from tests.support.registry import Office, open_office


@pytest.fixture
def office(db: None) -> Office:
    return open_office()
