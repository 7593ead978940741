"""Check the electronic seal of a PDF: who sealed it, when, and whether a single byte has changed since."""

import asyncio
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from sanzhi.documents.errors import SealError

_END = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")


@dataclass(frozen=True)
class SealInfo:
    """What a seal proves.

    `signer` is organisation and common name of the certificate, `signed_at` the moment of sealing that the
    seal states (aware UTC). `intact`: the signature is right and covers the whole file. `trusted`: the
    certificate leads to one of the roots that were handed in.
    """

    signer: str
    signed_at: datetime | None
    intact: bool
    trusted: bool


def verify_seal(pdf: bytes, *, roots: Sequence[bytes] = ()) -> SealInfo:
    """Return what the last seal of the file proves; `roots` are trusted certificates in PEM.

    Raises `SealError` when the file carries no seal or is too damaged to read one.
    """
    try:
        seals = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not seals:
            raise SealError("这个文件上没有电子印章。")
        seal = seals[-1]
        moment = seal.self_reported_timestamp
        return SealInfo(
            signer=_signer(seal),
            signed_at=moment.astimezone(UTC) if moment else None,
            intact=_is_intact(seal),
            trusted=_is_trusted(seal, roots),
        )
    except (PdfError, SignatureValidationError, ValueError, KeyError, IndexError, TypeError) as error:
        raise SealError("文件已损坏，电子印章无法读取。") from error


def _signer(seal: EmbeddedPdfSignature) -> str:
    subject = seal.signer_cert.subject.native
    organisation, common = subject.get("organization_name"), subject.get("common_name", "")
    return f"{organisation}（{common}）" if organisation else str(common)


def _is_intact(seal: EmbeddedPdfSignature) -> bool:
    """A signature that is right but covers only a beginning says nothing about what was appended."""
    seal.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]  # Untyped in the package.
    unchanged, valid = validate_sig_integrity(
        seal.signer_info, seal.signer_cert, "data", seal.compute_digest()
    )
    return unchanged and valid and seal.coverage == SignatureCoverageLevel.ENTIRE_FILE


def _is_trusted(seal: EmbeddedPdfSignature, roots: Sequence[bytes]) -> bool:
    if not roots:
        return False
    trusted = load_certs_from_pemder_data(b"\n".join(roots))
    context = ValidationContext(trust_roots=list(trusted), allow_fetching=False)
    chain = CertificateValidator(seal.signer_cert, seal.other_embedded_certs, context)
    try:
        asyncio.run(chain.async_validate_usage({"non_repudiation"}))  # type: ignore[no-untyped-call]  # As above.
    except (PathError, ValidationError):
        return False
    return True


def contains_original(sealed: bytes, digest: str) -> bool:
    """Say whether the sealed file begins with a file whose SHA-256 is `digest` (hex).

    A seal is appended, so the unsealed original still stands in front of it, ending at an earlier `%%EOF`.
    """
    running = hashlib.sha256()
    start = 0
    for match in _END.finditer(sealed):
        for end in sorted({match.start() + 5, match.end()}):
            running.update(sealed[start:end])
            start = end
            if running.hexdigest() == digest:
                return True
    return False
