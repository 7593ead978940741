"""A row inserted by its prepared statement is the row that the ORM would have stored."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from sanzhi.documents.models import Document, NumberUse
from sanzhi.jobs.rows import insert

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 2, 1, 30, 0, 123456, tzinfo=UTC)


def document() -> Document:
    return Document(
        id=uuid4(),
        case_id=uuid4(),
        kind="decision",
        title="行政处罚决定书",
        volume="main",
        number="金沙市监罚〔2026〕1号",
        issued_at=MOMENT,
        source={"party": {"name": {"~": "0" * 64}}, "fine_fen": 1, "空": None},
        source_digest="0" * 64,
        template="decision.v1@0",
        seq=7,
    )


def use(sequence: int) -> NumberUse:
    return NumberUse(
        text=f"〔2026〕{sequence}号",
        agency_id=uuid4(),
        word="罚",
        year=2026,
        sequence=sequence,
        case_id=uuid4(),
        used_for="x",
        taken_at=MOMENT,
    )


def columns(row: Document) -> dict[str, object]:
    return {each.attname: getattr(row, each.attname) for each in Document._meta.concrete_fields}


def test_every_column_comes_back_as_it_went_in() -> None:
    row = document()
    insert(row)

    assert columns(Document.objects.get(pk=row.pk)) == columns(row)


def test_a_number_that_the_database_gives_is_given() -> None:
    insert(use(1))
    insert(use(2))

    first, second = NumberUse.objects.order_by("sequence")
    assert first.pk != second.pk


def test_a_row_that_breaks_a_rule_of_the_database_is_refused() -> None:
    row = document()
    insert(row)

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(row)
