"""Fills a new demonstration instance with the cast and writes their passwords: run as a process of its own."""

import json
import sys
from pathlib import Path

import django

PASSWORD = "journey-password-1"


def main(home: Path) -> None:
    """Make the instance in ``home``: the mark, the tables, the cast."""
    home.mkdir(parents=True, exist_ok=True)
    mark = home / "demonstration"
    mark.touch(mode=0o600)
    django.setup()
    # These need a set-up Django.
    from django.core.management import call_command  # noqa: PLC0415

    from sanzhi.accounts.models import User  # noqa: PLC0415
    from tests.support.cast import assemble  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    assemble()
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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
