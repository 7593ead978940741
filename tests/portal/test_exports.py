"""Lists as files for people and programs."""

import csv
import io
import json
import zipfile
from typing import Any

from django.test import Client

from tests.portal.conftest import RESULT
from tests.released.world import JINSHA_NAME, uuid


def body(citizen: Client, path: str) -> bytes:
    answer: Any = citizen.get(path)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_csv_opens_in_a_spreadsheet_and_holds_what_the_filter_left(citizen: Client) -> None:
    data = body(citizen, "/results/?export=csv&region=520523")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row["执法部门"] for row in rows} == {JINSHA_NAME}
    assert rows[0]["决定书文号"] == "金沙市监罚〔2026〕12号"
    assert rows[0]["罚款金额"] == "5000.00"


def test_json_has_keys_iso_days_and_fen(citizen: Client) -> None:
    data = json.loads(body(citizen, "/results/?export=json&q=12号"))
    (row,) = data["data"]
    assert (row["id"], row["decided"], row["fine"]) == (uuid(RESULT), "2026-02-26", 500_000)
    assert data["truncated"] is False


def test_json_of_nothing_is_an_empty_list(citizen: Client) -> None:
    assert json.loads(body(citizen, "/results/?export=json&q=没有这样的")) == {"data": [], "truncated": False}


def test_xlsx_is_a_workbook(citizen: Client) -> None:
    book = zipfile.ZipFile(io.BytesIO(body(citizen, "/progress/?export=xlsx")))
    assert "调查取证" in book.read("xl/worksheets/sheet1.xml").decode() + _strings(book)


def _strings(book: zipfile.ZipFile) -> str:
    name = "xl/sharedStrings.xml"
    return book.read(name).decode() if name in book.namelist() else ""


def test_every_list_offers_three_formats(citizen: Client) -> None:
    for path in ("/results/", "/progress/", "/agencies/"):
        page = citizen.get(path).content.decode()
        for name in ("csv", "xlsx", "json"):
            assert f"export={name}" in page
