"""What is interrupted in the middle has not begun, so that it can be begun again."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from sanzhi.accounts.models import User
from sanzhi.cli import init as initial
from sanzhi.cli.demonstration import libraries
from sanzhi.cli.demonstration.cast import assemble
from sanzhi.jobs import clock
from sanzhi.registry import settling
from sanzhi.registry.submissions import State, Submission


def stopped(*_: Any, **__: Any) -> None:
    raise RuntimeError("the power is cut")


@pytest.mark.django_db
def test_the_libraries_of_the_demonstration_are_stocked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    agency = assemble("an-empty-word", clock.today())[libraries.STOCKED].agency
    with monkeypatch.context() as cut, pytest.raises(RuntimeError):
        cut.setattr(settling, "hand_back", stopped)
        libraries.stock(agency)
    assert not Submission.objects.exists()

    libraries.stock(agency)
    assert Submission.objects.filter(state=State.RETURNED).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_instance_has_three_administrators_or_none(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SANZHI_HOME = tmp_path
    monkeypatch.setattr(initial, "first_link", stopped)
    cut = CliRunner().invoke(initial.init, ["--origin", "zfgs.example.gov.cn"])
    assert isinstance(cut.exception, RuntimeError) and not User.objects.exists()
