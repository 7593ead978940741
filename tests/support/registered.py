"""A program over an instance: enters many officers with numbers and telephones, and reads all of them again.

``prepare <how many>`` makes them, ``check <how many>`` prints how many values each key version seals as
JSON and fails when one cannot be read or found.
"""

import json
import sys

import django
from django.core.management import call_command


def prepare(number: int) -> None:
    """Make the database and so many officers."""
    from sanzhi.registry.models import Officer  # noqa: PLC0415  # models come after the set-up
    from tests.support.cast import make_agency, regions  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    agency = make_agency(regions(), 1, "金沙县市场监督管理局", "金沙市监")
    rows = [
        Officer(name="甲", agency=agency, identity=f"id{each}", phone=phone(each)) for each in range(number)
    ]
    Officer.objects.bulk_create(rows)


def check(number: int) -> None:
    """Read and find every officer, and count."""
    from sanzhi.registry.models import Officer  # noqa: PLC0415
    from sanzhi.store.sealed.changing import versions  # noqa: PLC0415

    read = {officer.phone: officer.identity for officer in Officer.objects.all()}
    if read != {phone(each): f"id{each}" for each in range(number)}:
        raise SystemExit("a value was lost")
    for each in range(0, number, 37):
        Officer.objects.get(phone_digest__matching=phone(each))
        Officer.objects.get(identity_digest__matching=f"ID {each}")
    print(json.dumps({version: sum(used.values()) for version, used in versions().items()}))  # noqa: T201


def phone(number: int) -> str:
    """The telephone of an officer."""
    return f"1390{number:07d}"


if __name__ == "__main__":
    django.setup()
    {"prepare": prepare, "check": check}[sys.argv[1]](int(sys.argv[2]))
