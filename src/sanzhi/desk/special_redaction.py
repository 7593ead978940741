"""The served text and the public one side by side: what is hidden, where, and what stands there now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile
from sanzhi.desk.special_work import dry_deed
from sanzhi.disclosure.guards import hidden_and_shown
from sanzhi.disclosure.models import Release
from sanzhi.disclosure.redacting import draft_of, persons_of, policy_of
from sanzhi.law.findings import Finding
from sanzhi.law.redaction import HIDE, Redacted, redact
from sanzhi.procedure.acts import NoData


@dataclass(frozen=True)
class Piece:
    """A run of letters; ``kind`` names what is hidden there, empty for text that stays as it is."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Pair:
    """One paragraph as it was served and as it goes out; ``masked`` when they differ."""

    served: tuple[Piece, ...]
    public: tuple[Piece, ...]

    @property
    def masked(self) -> bool:
        """Whether something is hidden in it."""
        return any(piece.kind for piece in self.served)


@dataclass(frozen=True)
class Comparison:
    """Both texts paragraph by paragraph, and how often each kind is hidden.

    ``stale`` says that the case has changed since the public copy was prepared.
    """

    pairs: tuple[Pair, ...]
    counts: tuple[tuple[str, int], ...]
    stale: bool


def compare(file: CaseFile, actor: Actor, release: Release | None) -> Comparison:
    """The decision of a case beside its public copy: the prepared one, or what would be prepared now."""
    draft = draft_of(dry_deed(file, actor, "prepare_release", NoData()))
    persons, policy = persons_of(file.facts), policy_of(file.facts, file.row.agency)
    redacted = [redact(text, persons, policy) for text in draft.served]
    pairs = tuple(_pair(text, one) for text, one in zip(draft.served, redacted, strict=True))
    stale = release is not None and list(draft.record.text) != list(release.record["text"])
    return Comparison(pairs, _counts(redacted), stale)


def must_hide_and_show(file: CaseFile, actor: Actor) -> tuple[list[Finding], list[Finding]]:
    """What the prepared copy still shows and must not, and what it leaves out and must not."""
    found = hidden_and_shown(dry_deed(file, actor, "publish_release", NoData()))
    hide = [finding for finding in found if finding.rule == HIDE.id]
    return hide, [finding for finding in found if finding.rule != HIDE.id]


def _pair(text: str, redacted: Redacted) -> Pair:
    served: list[Piece] = []
    public: list[Piece] = []
    at = 0
    for mask in redacted.masks:
        same = Piece(text[at : mask.start])
        served += [same, Piece(mask.original, mask.kind.value)]
        public += [same, Piece(mask.replacement, mask.kind.value)]
        at = mask.end
    return Pair(_filled(served, text[at:]), _filled(public, text[at:]))


def _filled(pieces: Sequence[Piece], rest: str) -> tuple[Piece, ...]:
    return tuple(piece for piece in (*pieces, Piece(rest)) if piece.text)


def _counts(redacted: Iterable[Redacted]) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for one in redacted:
        for mask in one.masks:
            counted[mask.kind.value] = counted.get(mask.kind.value, 0) + 1
    return tuple(counted.items())
