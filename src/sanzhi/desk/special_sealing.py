"""Sealing an issued document (行政处罚法 Art 59 ¶2): a scan of the stamped paper, or the seal service.

Everything slow happens before the door is asked: reading a scan, the service, the store.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from sanzhi.accounts.actors import Actor
from sanzhi.cases.papers import ensure_file
from sanzhi.cases.queries import CaseFile
from sanzhi.desk.special_work import Sent, carry_out, insist
from sanzhi.documents.errors import ScanError, SealError
from sanzhi.documents.models import Document
from sanzhi.documents.sealing.scan import LARGEST, match_scan
from sanzhi.documents.sealing.service import SealService
from sanzhi.documents.sealing.verify import verify_seal
from sanzhi.evidence.files import blobs
from sanzhi.store.blobs import Missing

Way = Literal["scan", "service"]
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Signature:
    """What an electronic seal proves: who sealed, when (aware UTC), and whether all is as it was sealed."""

    signer: str
    signed_at: datetime | None
    intact: bool


def seal_key() -> str:
    """The key that opens the seal service (``SANZHI_HOME/secrets/seal/key``); empty when there is none."""
    path = Path(settings.SANZHI_HOME) / "secrets" / "seal" / "key"
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def service_ready() -> bool:
    """Whether this instance knows a seal service."""
    return bool(settings.SANZHI_SEAL_URL)


def by_scan(file: CaseFile, actor: Actor, kind: str, form: Sent, scan: "UploadedFile[bytes] | None") -> None:
    """Take a scan of the stamped paper as sealed copy. ``ScanError`` when it is not this document's."""
    act = f"seal_{kind}"
    insist(file, actor, act)
    document = ensure_file(_document_id(file, kind))
    data = _bytes_of(scan)
    match = match_scan(data)
    _refuse_other(document, match.document_id, match.digest8, match.pages_found)
    _record(file, actor, act, form, data, "scan", match.pages_found)


def by_service(file: CaseFile, actor: Actor, kind: str, form: Sent) -> None:
    """Have the seal service seal the file. Raises ``SealError`` when it refuses or cannot be reached."""
    act = f"seal_{kind}"
    # The service keeps a register of its own: it must not seal what the door would refuse.
    insist(file, actor, act)
    document = ensure_file(_document_id(file, kind))
    key = seal_key()
    if not key:
        raise SealError("本系统还没有签章服务的密钥（secrets/seal/key），请系统管理员放置后再用印。")
    with blobs().open(document.pdf_digest) as stream:
        pdf = stream.read()
    sealed = _sealed(SealService(settings.SANZHI_SEAL_URL, key), pdf, file, document)
    _record(file, actor, act, form, sealed, "service", document.pages or 1)


def signature_of(document: Document) -> Signature | None:
    """The electronic seal of a sealed copy; None for a scan, whose proof is the paper."""
    if not document.sealed_digest or document.sealed_by_scan:
        return None
    try:
        with blobs().open(document.sealed_digest) as stream:
            info = verify_seal(stream.read())
    except (Missing, SealError):
        return Signature("", None, intact=False)
    return Signature(info.signer, info.signed_at, info.intact)


def _sealed(service: SealService, pdf: bytes, file: CaseFile, document: Document) -> bytes:
    try:
        return service.seal(pdf, name=file.row.agency.name, document_id=document.pk)
    except SealError as error:
        if isinstance(error.__cause__, OSError):
            raise SealError("签章服务现在连接不上，文书没有用印。") from error
        raise


def _document_id(file: CaseFile, kind: str) -> UUID:
    return UUID(file.facts[fact_of(kind)]["id"])


def fact_of(kind: str) -> str:
    """The fact that tells how far the document of an act kind (notice, decision) has come."""
    return "document.prior_notice" if kind == "notice" else f"document.{kind}"


def _bytes_of(scan: "UploadedFile[bytes] | None") -> bytes:
    if scan is None:
        raise ScanError("请选择盖章后的扫描件。")
    if not scan.size:
        raise ScanError(f"“{scan.name}”是空文件（0 字节），请重新扫描后上传。")
    if scan.size > LARGEST:
        raise ScanError(f"扫描件超过 {LARGEST // _MEGABYTE} MB，请降低分辨率后重新扫描（300 dpi 已足够）。")
    data: bytes = scan.read()
    return data


def _refuse_other(document: Document, found: UUID, digest8: str, pages: int) -> None:
    if found != document.pk:
        other = Document.objects.filter(pk=found, case_id=document.case_id).first()
        whose = f"是本案的《{other}》" if other else "属于另一份文书，不是本案的这一份"
        raise ScanError(f"扫描件{whose}，请核对后上传《{document}》的扫描件。")
    if digest8 != document.source_digest[:8]:
        raise ScanError("扫描件上的内容摘要与这份文书不符，请重新打印、盖章后扫描。")
    if document.pages and pages != document.pages:
        raise ScanError(f"这份文书共 {document.pages} 页，扫描件有 {pages} 页，请补齐后重新上传。")


def _record(file: CaseFile, actor: Actor, act: str, form: Sent, data: bytes, way: Way, pages: int) -> None:
    blob = blobs().put(data)
    told: dict[str, Any] = {"sealed": blob.digest, "way": way, "pages": pages}
    carry_out(file, actor, act, form, told)
