"""Fills a new demonstration instance with the cast and their passwords: run as a process of its own."""

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

PASSWORD = "journey-password-1"
# Three powers rest on this article, which a journey changes; no case here does.
ADVERTISING = ("广告法", "第五十五条第一款")
ADMINISTRATORS = {"system": "系统员", "security": "安全员", "audit": "审计员"}


def main(home: Path) -> None:
    """Make the instance in ``home``: the mark, the tables, the cast."""
    home.mkdir(parents=True, exist_ok=True)
    mark = home / "demonstration"
    mark.touch(mode=0o600)
    django.setup()
    # These need a set-up Django.
    from django.core.management import call_command  # noqa: PLC0415

    from sanzhi.accounts.models import User  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    _people()
    accounts = []
    for user in User.objects.order_by("username"):
        user.set_password(PASSWORD)
        user.save()
        grant = user.grants.first()
        if grant is not None:
            accounts.append(
                {
                    "username": user.username,
                    "password": PASSWORD,
                    "display_name": user.display_name,
                    "role": grant.role,
                }
            )
    mark.write_text(json.dumps({"accounts": accounts, "loaded": True}), encoding="utf-8")


def _people() -> None:
    """The cast, and those whom only journeys meet."""
    from sanzhi.accounts.models import Grant, User  # noqa: PLC0415
    from sanzhi.registry.models import Power  # noqa: PLC0415
    from tests.support.cast import LONG_AGO, assemble, make_person  # noqa: PLC0415

    agency = assemble().agency
    # His certificate ends while a case of his is open.
    make_person(agency, "leaving", "周将离", "officer")
    # In a small agency the head handles cases too.
    make_person(agency, "handling-head", "田同舟", "officer", "head")
    law, article = ADVERTISING
    for number in range(3):
        Power.objects.create(
            agency=agency,
            code=f"52052300G{number:03}",
            name=f"对发布虚假广告的处罚（{number}）",
            domain="市场监管",
            basis=[{"law": law, "article": article}],
            admitted_on=LONG_AGO,
        )
    clerk = User.objects.create_user("clerk", display_name="莫资料", agency=agency)
    Grant.objects.create(user=clerk, role="clerk")
    lawyer = User.objects.create_user("lawyer", display_name="吕律师")
    Grant.objects.create(user=lawyer, role="counsel")
    _appointed(agency, lawyer)
    for role, name in ADMINISTRATORS.items():
        user = User.objects.create_user(role, display_name=name)
        Grant.objects.create(user=user, role=role)


def _appointed(agency: Any, lawyer: Any) -> None:
    """Counsel of the county, for a year from today."""
    from sanzhi.jobs import clock  # noqa: PLC0415
    from sanzhi.orgs.models import Government  # noqa: PLC0415
    from sanzhi.review import counsel  # noqa: PLC0415

    today = clock.today()
    government = Government.objects.get(region=agency.region)
    counsel.appoint(lawyer, government, today, today + timedelta(days=365), "聘〔2026〕1号")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
