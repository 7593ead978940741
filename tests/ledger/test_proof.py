"""A proof is one text file, and whoever has the verifier key needs nothing else of ours."""

from collections.abc import Callable

import pytest

from sanzhi.ledger import proof
from sanzhi.ledger.checkpoint import Checkpoint
from sanzhi.ledger.errors import BadNote, BadProof
from sanzhi.ledger.keys import load_or_create
from sanzhi.ledger.log import Log
from sanzhi.ledger.note import Verifier
from sanzhi.ledger.proof import Proof

Leaves = Callable[[int], list[bytes]]


@pytest.fixture
def text(log: Log, leaves: Leaves) -> str:
    log.append(leaves(300))
    return proof.prove(log.folder, log.verifier, 123).text()


def test_a_proof_is_checked_with_the_verifier_key_alone(text: str, log: Log, leaves: Leaves) -> None:
    key = Verifier.parse(str(log.verifier))
    assert proof.verify(text, leaves(300)[123], key).size == 300


def test_a_proof_has_the_lines_of_the_specification(text: str, log: Log) -> None:
    head, checkpoint = text.split("\n\n", 1)
    lines = head.split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 123"]
    assert len(lines) == 2 + 9
    assert checkpoint == log.checkpoint()


def test_a_proof_outlives_the_growth_of_the_log(text: str, log: Log, leaves: Leaves) -> None:
    log.append([b"later"] * 500)
    assert proof.verify(text, leaves(300)[123], log.verifier).size == 300


def test_extra_data_is_carried_but_proves_nothing(log: Log, leaves: Leaves) -> None:
    log.append(leaves(1))
    made = proof.prove(log.folder, log.verifier, 0, b"from whom")
    assert Proof.parse(made.text()) == made
    assert made.text().split("\n")[1] == "extra ZnJvbSB3aG9t"
    assert proof.verify(made.text(), leaves(1)[0], log.verifier)
    assert proof.verify(made.text().replace("ZnJvbSB3aG9t", "YQ=="), leaves(1)[0], log.verifier)


def test_another_leaf_is_not_proved(text: str, log: Log, leaves: Leaves) -> None:
    with pytest.raises(BadProof):
        proof.verify(text, leaves(300)[124], log.verifier)


def test_another_index_is_not_proved(text: str, log: Log, leaves: Leaves) -> None:
    with pytest.raises(BadProof):
        proof.verify(text.replace("index 123", "index 122"), leaves(300)[123], log.verifier)


def test_another_key_of_the_same_name_does_not_vouch(text: str, log: Log, leaves: Leaves) -> None:
    other = load_or_create(log.folder.parent / "other.key", log.origin)
    forged = Checkpoint.unseal(log.checkpoint(), log.verifier).seal(other)
    with pytest.raises(BadNote):
        proof.verify(text.split("\n\n")[0] + "\n\n" + forged, leaves(300)[123], log.verifier)
    with pytest.raises(BadNote):
        proof.verify(text, leaves(300)[123], other.verifier)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ("index 123", "index 0123"),
        ("index 123", "index -1"),
        ("index 123\n", ""),
        ("index 123", "extra !\nindex 123"),
        ("index 123\n", "index 123\nAAAA\n"),
        ("index 123\n", "index 123\n*\n"),
        ("\n\n", "\n"),
    ],
)
def test_a_malformed_proof_is_refused(text: str, log: Log, leaves: Leaves, old: str, new: str) -> None:
    with pytest.raises(BadProof):
        proof.verify(text.replace(old, new), leaves(300)[123], log.verifier)


def test_no_proof_is_given_from_damaged_tiles(text: str, log: Log) -> None:
    tile = log.folder / "tile/0/000"
    tile.write_bytes(b"\xff" + tile.read_bytes()[1:])
    with pytest.raises(BadProof, match="审计"):
        proof.prove(log.folder, log.verifier, 123)


def test_no_proof_is_given_beyond_the_end_or_without_a_checkpoint(log: Log) -> None:
    with pytest.raises(IndexError):
        proof.prove(log.folder, log.verifier, 0)
    (log.folder / "checkpoint").unlink()
    with pytest.raises(BadProof):
        proof.prove(log.folder, log.verifier, 0)
