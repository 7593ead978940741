"""What a document quotes of a law says, outside the quotation, when it is not the version of the day."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from sanzhi.documents.casefacts import _with_text
from sanzhi.documents.render import render_preview
from sanzhi.registry.queries import ANOTHER_VERSION
from tests.documents.samples import sample

CITED = [{"law": "行政处罚法", "article": "第五十八条第一款"}]


def quoted(on: date) -> dict[str, Any]:
    deed: Any = SimpleNamespace(on=on)
    return _with_text(CITED, deed)[0]


def test_the_words_of_the_day_are_quoted_without_a_mark() -> None:
    found = quoted(date(2026, 3, 2))
    assert found["text"] and "mark" not in found


def test_the_words_of_another_version_are_marked_beside_the_quotation() -> None:
    found = quoted(date(2019, 1, 2))
    assert found["text"] == quoted(date(2026, 3, 2))["text"]
    assert found["mark"] == ANOTHER_VERSION


def test_the_mark_is_printed() -> None:
    plain = render_preview("decision", sample("decision"), issued_on=date(2026, 3, 2), demo=False)
    violated = [{**each, "mark": ANOTHER_VERSION} for each in sample("decision")["violated"]]
    marked = render_preview(
        "decision", sample("decision", violated=violated), issued_on=date(2026, 3, 2), demo=False
    )
    assert len("".join(marked)) > len("".join(plain))
