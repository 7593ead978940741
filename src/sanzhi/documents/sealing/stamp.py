"""Put a round red seal over the agency's name and sign the whole file (PAdES), appended to the original."""

import hashlib
import io
from datetime import UTC, datetime
from pathlib import Path

from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sanzhi.documents import fonts, pdfium, typesetting
from sanzhi.documents.errors import DocumentError, MissingGlyphs
from sanzhi.documents.sealing.identity import Identity, write_once

# The drawing of a seal is no document, so its clock may stand still.
_CLOCK = datetime(2000, 1, 1, tzinfo=UTC)
DIAMETER = 42 / 25.4 * 72
"""Points across: 4.2 cm, the size of a seal of a county's department."""


def apply_seal(pdf: bytes, *, name: str, signer: Identity, root: Identity, workshop: Path) -> bytes:
    """Return `pdf` with the seal of `name` appended; `workshop` keeps the drawn seals.

    The seal sits where GB/T 9704-2012 7.3.5.1 wants it: centred on the last place where the agency's name
    stands, over name and date. Raises `DocumentError` when the name stands nowhere.
    """
    where = pdfium.last_box(pdf, name)
    if where is None:
        raise DocumentError(f"文书上没有找到署名“{name}”，不能确定用印位置。")
    drawing = draw_seal(name, workshop)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        field = f"Seal{len(writer.prev.embedded_signatures) + 1}"
        signing = PdfSigner(
            PdfSignatureMetadata(
                field, name=name, reason="用印", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
            ),
            _signer(signer, root),
            stamp_style=_style(drawing),
            new_field_spec=SigFieldSpec(field, on_page=where.page, box=_box(where)),
        )
        return bytes(signing.sign_pdf(writer).getvalue())
    except PdfError as error:
        raise DocumentError("PDF 文件不能用印：它已损坏。") from error


def _box(where: pdfium.TextBox) -> tuple[int, int, int, int]:
    across, up, half = (where.left + where.right) / 2, where.bottom, DIAMETER / 2
    return round(across - half), round(up - half), round(across + half), round(up + half)


def _style(drawing: Path) -> StaticStampStyle:
    filled = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID)
    return StaticStampStyle(
        border_width=0,
        background=ImportedPdfPage(str(drawing)),  # type: ignore[no-untyped-call]  # Untyped in the package.
        background_layout=filled,
        background_opacity=1,
    )


def draw_seal(name: str, workshop: Path) -> Path:
    """Return a one-page PDF of the seal of `name`, drawn once and kept."""
    lacking = fonts.missing_glyphs(name)
    if lacking:
        raise MissingGlyphs(lacking)
    path = workshop / f"seal-{hashlib.sha256(name.encode()).hexdigest()[:16]}.pdf"
    if not path.exists():
        write_once(path, typesetting.pdf(typesetting.TEMPLATES / "seal.typ", {"name": name}, _CLOCK))
    return path


def _signer(signer: Identity, root: Identity) -> SimpleSigner:
    own, authority = load_certs_from_pemder_data(signer.certificate_pem + root.certificate_pem)
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # Untyped in the package.
    chain.register(authority)
    return SimpleSigner(
        signing_cert=own,
        signing_key=load_private_key_from_pemder_data(signer.key_pem, passphrase=None),
        cert_registry=chain,
    )
