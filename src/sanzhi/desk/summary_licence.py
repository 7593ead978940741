"""What a photographed business licence says: its QR code, and what this agency knows of the party already."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from sanzhi.accounts.actors import Actor
from sanzhi.cases.models import Case
from sanzhi.cases.parties import cases_of
from sanzhi.documents.errors import ScanError
from sanzhi.documents.sealing.scan import qr_texts
from sanzhi.law.identifiers import resident_fault, uscc_fault

LARGEST = 16 * 1024 * 1024
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")
_NAME = re.compile(r"(?:企业)?名称[:：]\s*([^;；,，\s]{2,120})")
_PLACE = re.compile(r"(?:住所|地址|经营场所|住址)[:：]\s*([^;；,，\s]{2,200})")
_TRADER = "92"


def read_licence(photo: "UploadedFile[bytes] | None") -> dict[str, str]:
    """Code, and name and address where the QR code of the licence tells them.

    Licences of 2015 and later carry the code as text; the newest only an address of the national system, and
    then ``ScanError`` says to type the code.
    """
    if photo is None or not photo.size:
        raise ScanError("请先拍摄或者选择营业执照的照片。")
    if photo.size > LARGEST:
        raise ScanError("照片超过 16 MB，请降低分辨率后重拍。")
    texts = qr_texts(photo.read())
    if not texts:
        raise ScanError("照片中没有找到二维码。请对准营业执照上的二维码重拍，或者直接录入代码。")
    for text in texts:
        found = next((code for code in _CODE.findall(text.upper()) if uscc_fault(code) is None), "")
        if found:
            return {"code": found, **_beside(text)}
    raise ScanError("二维码中没有统一社会信用代码，请照执照录入 18 位代码。")


def known_party(actor: Actor, code: str) -> dict[str, str]:
    """Name and address of an entity from the agency's own last case of it; empty when there is none."""
    if actor.agency_id is None or uscc_fault(code):
        return {}
    rows = Case.objects.filter(pk__in=cases_of(code), agency_id=actor.agency_id).order_by("-opened_at")
    party: Mapping[str, Any] = (rows.values_list("facts", flat=True).first() or {}).get("party", {})
    # Only an entity stands here in the clear; a person's name is sealed and stays where it is.
    return {key: party[key] for key in ("name", "address") if isinstance(party.get(key), str)}


def party_of(code: str, name: str, address: str) -> dict[str, Any]:
    """The party as an act takes it; its kind follows from the number: 92 begins that of a trader."""
    if resident_fault(code) is None:
        return {"type": "自然人", "name": name, "id_number": code, "address": address}
    kind = "个体工商户" if code.startswith(_TRADER) else "法人"
    return {"type": kind, "name": name, "uscc": code, "address": address}


def _beside(text: str) -> dict[str, str]:
    found = {"name": _NAME.search(text), "address": _PLACE.search(text)}
    return {key: match[1] for key, match in found.items() if match}
