"""Materials, sealed copies, receipts: what needs bytes beside words."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from sanzhi.cases.papers import ensure_file
from sanzhi.cli.demonstration.exhibits import exhibit
from sanzhi.cli.demonstration.scene import Data, Scene
from sanzhi.cli.demonstration.script import Piece
from sanzhi.documents.sealing.testseal import Workshop
from sanzhi.evidence.files import blobs


@cache
def _workshop_at(home: Path) -> Workshop:
    return Workshop(home)


def workshop() -> Workshop:
    """The folder of the test seal service, so that its later seals carry the same root."""
    return _workshop_at(Path(settings.SANZHI_HOME) / "secrets" / "seal")


def material(piece: Piece) -> Callable[[Scene], Data]:
    """The form of a material, with its bytes put into the store."""

    def build(scene: Scene) -> Data:
        made = exhibit(
            piece.name,
            f"证明事项：{piece.proves}",
            f"当事人：{scene.entry.party.name}",
            f"取得时间：{scene.moment:%Y-%m-%d %H:%M}",
        )
        blob = blobs().put(made.content)
        return {
            "title": piece.name,
            "kind": made.kind.value,
            "digest": blob.digest,
            "size": blob.size,
            "media_type": made.media_type,
            "file_name": made.file_name,
            "collected_at": scene.now,
            "place": scene.place if made.kind.value != "书证" else scene.troupe.agency.name,
        }

    return build


def sealed_notice(scene: Scene) -> Data:
    """The sealed notice."""
    return _sealed(scene, "prior_notice")


def sealed_decision(scene: Scene) -> Data:
    """The sealed decision."""
    return _sealed(scene, "decision")


def _sealed(scene: Scene, kind: str) -> Data:
    document = ensure_file(UUID(scene.facts[f"document.{kind}"]["id"]))
    with blobs().open(document.pdf_digest) as file:
        original = file.read()
    sealed = workshop().seal(original, name=scene.troupe.agency.name, document_id=document.id)
    return {"sealed": blobs().put(sealed).digest, "way": "service", "pages": document.pages}


def served(scene: Scene) -> Data:
    """A service by hand."""
    return {
        "way": "直接送达",
        "place": scene.place,
        "receiver": scene.entry.party.representative,
        "relation": scene.relation,
    }
