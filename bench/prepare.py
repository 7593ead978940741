"""Makes one side of the comparison ready in its own process and prints what the clients need as JSON."""

import json
import os
import sys
from datetime import timedelta
from typing import Any

PEOPLE = ("officer", "second", "head")


def of_the_program() -> dict[str, Any]:
    """An instance with its cast, and a key for each person."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sanzhi.config.settings"
    import django  # noqa: PLC0415  (each side has settings of its own)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from sanzhi.accounts import keys  # noqa: PLC0415
    from sanzhi.accounts.models import User  # noqa: PLC0415
    from tests.support.cast import assemble  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    cast = assemble()
    made = {name: keys.make(User.objects.get(username=name), "bench", timedelta(days=1)) for name in PEOPLE}
    officers = [str(cast.officer.officer_id), str(cast.second.officer_id)]
    return {"keys": made, "officers": officers, "power": str(cast.power.id)}


def of_the_skeleton() -> dict[str, Any]:
    """The bare tables with the same people."""
    from bench import skeleton  # noqa: PLC0415

    skeleton.prepare({name: name for name in PEOPLE})
    nobody = "00000000-0000-7000-8000-000000000000"
    return {"keys": {name: name for name in PEOPLE}, "officers": [nobody, nobody], "power": nobody}


if __name__ == "__main__":
    json.dump(of_the_program() if sys.argv[1] == "program" else of_the_skeleton(), sys.stdout)
