"""``sanzhi accesslog verify`` names the first day that was touched; ``sanzhi account`` resets a factor."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from click.testing import CliRunner
from pytest_django import Settings

from sanzhi.accounts import accesslog as log
from sanzhi.accounts import segments
from sanzhi.accounts.models import User
from sanzhi.cli.accesslog import accesslog, account
from tests.accounts.logs import lines

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def two_days(settings: Settings, tmp_path: Path) -> None:
    settings.SANZHI_HOME = tmp_path
    for number in range(2):
        segments.append(log.folder(), DAY + timedelta(days=number), b'{"verb":"read"}\n')
    assert "封存了 2 个日期" in CliRunner().invoke(accesslog, ["close"]).output


def test_a_log_as_it_was_verifies() -> None:
    done = CliRunner().invoke(accesslog, ["verify"])

    assert (done.exit_code, done.output) == (0, "访问日志 2 个封存日，完好。\n")


def test_the_first_day_that_was_touched_is_named() -> None:
    for number in range(2):
        segments.segment(log.folder(), DAY + timedelta(days=number)).write_bytes(b"{}\n")

    done = CliRunner().invoke(accesslog, ["verify"])

    assert (done.exit_code, done.output) == (1, "访问日志 2026-11-18：日志内容在封存之后被改动。\n")


@pytest.mark.parametrize(
    ("username", "reason", "code"), [("wu", "手机遗失", 0), ("wu", "丢", 1), ("nobody", "手机遗失", 1)]
)
def test_a_factor_is_reset_from_the_machine_with_a_reason(username: str, reason: str, code: int) -> None:
    user = User.objects.create_user("wu", display_name="吴思远")
    auth.TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    done = CliRunner().invoke(account, ["reset-second", username, "--reason", reason])

    assert done.exit_code == code
    assert Authenticator.objects.exists() is bool(code)
    assert ("/accounts/renew/" in done.output) is not bool(code)
    assert [line["purpose"] for line in lines() if line["verb"] == "second_factor_reset"] == (
        [] if code else ["服务器命令行：手机遗失"]
    )
