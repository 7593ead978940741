"""Workbooks as a clerk fills and sends them."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from sanzhi.jobs import outbox
from sanzhi.registry.imports import Import
from sanzhi.registry.sheets import arriving
from sanzhi.registry.sheets.workbook import exported
from tests.support import registry as contents
from tests.support.registry import Office


def officers(count: int, **changed: Any) -> list[dict[str, Any]]:
    """So many officers with certificates of their own."""
    return [
        contents.officer(
            name=f"覃守{number}", certificates=[contents.certificate(number=f"2405230{number:04}")], **changed
        )
        for number in range(count)
    ]


def sheet(library: str, records: Sequence[dict[str, Any]]) -> io.BytesIO:
    with exported(library, (("", each) for each in records), with_agency=False) as file:
        return io.BytesIO(file.read())


def typed(heads: Sequence[str], *lines: Sequence[Any]) -> io.BytesIO:
    """A workbook as somebody types it."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        for number, line in enumerate([heads, *lines]):
            page.write_row(number, 0, line)
    file.seek(0)
    return file


def read(office: Office, file: io.BytesIO, library: str = "officer", actor: Any = None) -> Import:
    size = len(file.getvalue())
    batch = arriving.arrive(library, file, "人员.xlsx", size, actor=actor or office.clerk)
    outbox.drain()
    batch.refresh_from_db()
    return batch
