"""Notes and checkpoints are C2SP's, and nothing unsigned is ever read."""

import json
from pathlib import Path

import pytest

from sanzhi.ledger.checkpoint import Checkpoint
from sanzhi.ledger.errors import BadNote, KeyFault
from sanzhi.ledger.keys import load_or_create
from sanzhi.ledger.merkle import EMPTY_ROOT
from sanzhi.ledger.note import Signer, Verifier, seal, unseal

GOLDEN = json.loads((Path(__file__).parent / "golden" / "note.json").read_text(encoding="utf-8"))
NEUMANN = Verifier.parse(GOLDEN["verifier"])
NOTE = f"{GOLDEN['text']}\n{GOLDEN['signature']}\n"


def test_a_note_signed_elsewhere_is_read() -> None:
    assert unseal(NOTE, NEUMANN) == GOLDEN["text"]
    assert str(NEUMANN) == GOLDEN["verifier"]


def test_a_changed_text_is_refused() -> None:
    with pytest.raises(BadNote, match="不符"):
        unseal(NOTE.replace("problem", "solution"), NEUMANN)


def test_a_note_of_an_unknown_key_is_refused(signer: Signer) -> None:
    with pytest.raises(BadNote, match="没有受信任的密钥"):
        unseal(NOTE, signer.verifier)


def test_a_second_signature_neither_helps_nor_harms(signer: Signer) -> None:
    both = NOTE + signer.sign(GOLDEN["text"]) + "\n"
    assert unseal(both, NEUMANN) == unseal(both, signer.verifier) == GOLDEN["text"]


def test_another_key_of_the_same_name_is_another_key(signer: Signer, tmp_path: Path) -> None:
    other = load_or_create(tmp_path / "other.key", signer.name)
    with pytest.raises(BadNote):
        unseal(seal("text\n", other), signer.verifier)


@pytest.mark.parametrize(
    "note",
    [
        "",
        GOLDEN["text"],
        NOTE[:-1],
        NOTE.replace("— ", "- "),
        NOTE.replace("is the", "\tis the"),
        NOTE.replace("x08go", "x08go "),
        NOTE.replace("JnAM=", "JnAM"),
        NOTE + "\n",
        "a" * 70_000 + NOTE,
    ],
)
def test_a_malformed_note_is_refused(note: str) -> None:
    with pytest.raises(BadNote):
        unseal(note, NEUMANN)


def test_a_text_without_a_last_newline_cannot_be_signed(signer: Signer) -> None:
    with pytest.raises(BadNote):
        seal("text", signer)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+c74f20a3",
        GOLDEN["verifier"][:-4],
        GOLDEN["verifier"].replace("c74f", "c74e"),
        GOLDEN["verifier"].replace("Peter", "Pete "),
        GOLDEN["verifier"].replace("+AR", "+BR"),
    ],
)
def test_a_verifier_key_copied_wrongly_is_noticed(text: str) -> None:
    with pytest.raises(KeyFault):
        Verifier.parse(text)


def test_a_checkpoint_is_three_lines_and_comes_back() -> None:
    checkpoint = Checkpoint("demo.example/public", 20852163, bytes(range(32)))
    assert checkpoint.text() == (
        "demo.example/public\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    )
    assert Checkpoint.parse(checkpoint.text()) == checkpoint
    assert Checkpoint.parse(checkpoint.text() + "an extension\n") == checkpoint


@pytest.mark.parametrize("size", ["", "-1", "01", "+1", "1.0", "１", "9" * 20])
def test_a_size_in_any_other_spelling_is_refused(size: str) -> None:
    root = Checkpoint("a", 1, EMPTY_ROOT).text().split("\n")[2]
    with pytest.raises(BadNote):
        Checkpoint.parse(f"a\n{size}\n{root}\n")


@pytest.mark.parametrize(
    "text", ["a\n1\n", "a\n1\nAAAA\n", "a\n1\n!\n", "\n1\n\n", "a\n0\n" + "A" * 43 + "=\n"]
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


def test_a_checkpoint_of_another_log_is_refused_even_under_our_key(signer: Signer) -> None:
    note = Checkpoint("other.example/log", 1, bytes(32)).seal(signer)
    with pytest.raises(BadNote, match="属于"):
        Checkpoint.unseal(note, signer.verifier)
