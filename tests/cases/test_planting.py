"""A thousand personal values go in through acts, forms, uploads and failures, and none lies in the clear."""

import io
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from sanzhi.cases.models import PersonalValue
from sanzhi.cases.queries import open_case
from sanzhi.evidence.models import Material
from sanzhi.jobs.models import Delivery, Tick
from sanzhi.orgs.models import Agency
from sanzhi.procedure import acts
from sanzhi.registry.models import Officer
from tests.support import sowing
from tests.support.cast import Cast, assemble
from tests.support.planting import (
    MARKS,
    Planted,
    Planter,
    disguises,
    found_in,
    inside,
    is_personal,
    models_of,
)
from tests.support.postgres import _programs

# A control: it stands in a plain column, so every search that works must find it.
CONTROL = "对照之明文值"
SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def planted(transactional_db: None) -> tuple[Cast, Planter, Planted]:
    cast, planter = assemble(), Planter()
    Agency.objects.filter(pk=cast.agency.pk).update(duty=CONTROL)
    story = sowing.whole_case(cast, planter)
    for _ in range(12):
        sowing.whole_case(cast, planter)
    for _ in range(3):
        sowing.declined_case(cast, planter)
        sowing.published_case(cast, planter)
    sowing.officers(cast, planter, 100)
    sowing.refused(cast, planter, 5)
    sowing.forms(cast, planter)
    sowing.failures(planter, 10)
    assert len(planter.values) == len(set(planter.values)) >= 1000
    return cast, planter, story


def database_file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def files_of_sqlite(_: Path) -> dict[str, bytes]:
    file = database_file()
    wal = file.with_name(f"{file.name}-wal").read_bytes()
    assert wal
    before = file.read_bytes() + wal
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(FULL)")
    return {"WAL": wal, "database and WAL": before, "database after a checkpoint": file.read_bytes()}


def copies_of_sqlite(place: Path) -> dict[str, bytes]:
    with sqlite3.connect(database_file()) as source, sqlite3.connect(place / "copy.db") as copy:
        source.backup(copy)
        source.execute("VACUUM INTO ?", [str(place / "vacuumed.db")])
        dump = "\n".join(source.iterdump())
    return {
        "backup": (place / "copy.db").read_bytes(),
        "VACUUM INTO": (place / "vacuumed.db").read_bytes(),
        "SQL dump": dump.encode(),
    }


def files_of_postgres(place: Path) -> dict[str, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
    parts = {"cluster": "base", "WAL": "pg_wal"}
    return {
        name: b"".join(file.read_bytes() for file in Path(folder, part).rglob("*") if file.is_file())
        for name, part in parts.items()
    }


def copies_of_postgres(place: Path) -> dict[str, bytes]:
    address = connection.settings_dict
    command = [_programs() / "pg_dump", "-h", address["HOST"], "-U", address["USER"], address["NAME"]]
    forms = {"pg_dump": ["-Fp"], "pg_dump --inserts": ["-Fp", "--inserts"], "pg_dump tar": ["-Ft"]}
    return {
        name: subprocess.run([*command, *form], capture_output=True, check=True).stdout
        for name, form in forms.items()
    }


def dumps(place: Path) -> dict[str, bytes]:
    found = {}
    for form in ("json", "jsonl", "xml"):
        out = io.StringIO()
        call_command("dumpdata", format=form, stdout=out)
        found[f"dumpdata {form}"] = out.getvalue().encode()
    return found


WAYS: tuple[Callable[[Path], dict[str, bytes]], ...] = (
    (files_of_sqlite, copies_of_sqlite, dumps) if SQLITE else (files_of_postgres, copies_of_postgres, dumps)
)


@pytest.mark.slow
def test_none_of_a_thousand_planted_values_lies_in_database_log_backup_or_dump(
    planted: tuple[Cast, Planter, Planted], tmp_path: Path
) -> None:
    cast, planter, story = planted
    assert all(MARKS[kind] in value for kind, values in planter.planted.items() for value in values)
    haystacks = {name: found for way in WAYS for name, found in way(tmp_path).items()}

    leaked = {name: found for name, hay in haystacks.items() if (found := found_in(hay, MARKS))}
    assert leaked == {}
    # The same search finds what does stand there, in everything but a log that may have begun anew.
    blind = [name for name, hay in haystacks.items() if not found_in(hay, {"control": CONTROL})]
    assert [name for name in blind if "WAL" not in name or name == "database and WAL"] == []

    # The values are not lost: whoever may see them reads and finds them.
    assert story.case_id is not None
    told = str(open_case(cast.officer, story.case_id).facts)
    read = [value for values in planter.planted.values() for value in values if value in told]
    assert len(read) > 40
    assert Officer.objects.filter(identity_digest__matching=planter.planted["identity"][-1]).count() <= 1
    assert any(MARKS["words"] in each.error for each in Delivery.objects.all())
    assert MARKS["words"] in Tick.objects.get(name="planted").error
    assert any(MARKS["name"] in each.file_name for each in Material.objects.all())
    assert PersonalValue.objects.count() > 500


@pytest.mark.parametrize("form", disguises("植入"))
def test_the_search_sees_through_every_disguise(form: str) -> None:
    hidden = b"before " + disguises(CONTROL)[form] + b" after"
    assert f"control as {form}" in found_in(hidden, {"control": CONTROL})


# What these fields hold comes out of a list or a register, names an organisation or those who decide for the
# agency, or is written for the public.
PLAIN = {
    "BasisData.law", "BasisData.article", "PartyData.uscc", "MaterialData.media_type", "MaterialData.digest",
    "SealData.sealed", "RenderingData.pdf", "RenderingData.kind", "LapseData.clock", "RecomputeData.clock",
    "DeemedData.clock", "MergeData.number", "MergedData.lead", "JoinData.number",
    # Courts, agencies and their numbers; ids that a list of the case's own things gives.
    "ApplicationData.court", "CourtAnswerData.number", "RemedyData.body", "RemedyData.number",
    "RemedyEndData.number", "RemedyEndData.remedy", "DisposalData.to", "PaymentData.slip",
    "CallData.item", "MoveData.item", "SettleData.item",
    "PaymentData.receipt", "PointData.name", "EndorsementData.act", "HearingData.host_officer",
    "HearingData.place", "DeliberationData.place", "SpeechData.name", "SpeechData.post",
    # The reason of a withdrawal stands on the portal.
    "WithdrawData.reason",
    # The door refuses the name, the number and the telephone of a person there.
    "LeadData.suspected", "SplitData.suspected", "SplitOffData.suspected", "CarriedData.suspected",
    "CarriedData.number", "CarriedData.decision_number", "CashData.receipt", "SpotDecisionData.reserved",
    "ProposalData.flow", "Pair.step", "Pair.to",
    # Who sits, votes, leads or is asked to stand back does so in office.
    "MemberData.name", "MemberData.post", "VoteData.name", "MinutesData.host", "MinutesData.place",
    "LeaderData.name", "LeaderData.post", "RequestData.name", "DecisionData.name",
    # The model of the form makes its texts personal (``MadeData``).
    "MadeData.form", "MadeData.told",
    # The model of the step makes its texts personal (``procedure/forms.py``, ``test_step_forms.py``).
    "FormData.values",
    # They are personal where the party is a natural person, which ``PartyData`` sees to itself.
    "PartyData.name", "PartyData.address",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(acts.registered()))
def test_whatever_is_typed_in_an_act_is_personal_or_has_a_reason_not_to_be(name: str) -> None:
    free = {
        f"{model.__name__}.{key}"
        for model in models_of(acts.get(name).data)
        for key, known in model.model_fields.items()
        if str in inside(known.annotation) and not is_personal(known.annotation, known.metadata)
    }
    assert free - PLAIN == set()
