"""A reader can prove without us that a record is what the log says, and sees when it is not."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.ledger import merkle, proof
from sanzhi.ledger.note import Verifier
from sanzhi.portal import verifier
from sanzhi.portal.views_home import offline_verifier
from tests.portal.conftest import CASE, RESULT, WITHDRAWN
from tests.released.world import World, uuid


@pytest.fixture
def files(citizen: Client, tmp_path: Path) -> list[Path]:
    """What the page offers for download, as a reader saves it: program, content, proof, key."""
    record = f"/r/{uuid(RESULT)}/"
    saved = []
    for name, path in (
        ("verify.py", "/verify.py"),
        ("content.json", record + "content.json"),
        ("record.tlog-proof", record + "record.tlog-proof"),
        ("feed.vkey", "/feed.vkey"),
    ):
        saved.append(tmp_path / name)
        saved[-1].write_bytes(citizen.get(path).content)
    return saved


def run(files: list[Path]) -> subprocess.CompletedProcess[str]:
    """Run the downloaded program as a reader does: nothing of ours importable."""
    command = [sys.executable, "-I", "-S", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_downloads_prove_the_record_off_line(files: list[Path]) -> None:
    done = run(files)
    assert (done.returncode, done.stdout.count("✓")) == (0, 3), done.stdout


def test_a_changed_content_is_found_off_line(files: list[Path]) -> None:
    spoil(files[1], "500000", "500001")
    assert "摘要不符" in run(files).stdout


def test_a_changed_path_is_found_off_line(files: list[Path]) -> None:
    spoil(files[2], "index 2", "index 3")
    assert run(files).returncode == 1


def test_a_changed_checkpoint_is_found_off_line(files: list[Path]) -> None:
    head, gap, note = files[2].read_text("utf-8").partition("\n\n")
    lines = note.split("\n")
    files[2].write_text(head + gap + "\n".join([lines[0], "99", *lines[2:]]), "utf-8")
    assert "签名" in run(files).stdout


def test_another_key_does_not_pass_off_line(files: list[Path], tmp_path: Path) -> None:
    stranger = World(tmp_path / "stranger")
    files[3].write_text(str(stranger.log.verifier))
    stranger.close()
    assert "签名" in run(files).stdout


def test_the_program_says_how_it_is_used(files: list[Path]) -> None:
    done = run(files[:2])
    assert done.returncode == 2 and "用法" in done.stdout


def test_the_program_handed_out_is_the_one_tested(citizen: Client) -> None:
    assert citizen.get("/verify.py").content == Path(verifier.__file__).read_bytes()
    assert offline_verifier.__doc__


def test_other_tools_for_the_same_format_accept_the_proof(citizen: Client, told: World) -> None:
    text = citizen.get(f"/r/{uuid(CASE)}/record.tlog-proof").content.decode()
    leaf = proof.Proof.parse(text).extra
    found = proof.verify(text, leaf, Verifier.parse(citizen.get("/feed.vkey").content.decode()))
    assert found.size == told.log.size


def test_the_script_gets_leaf_path_checkpoint_and_key(citizen: Client) -> None:
    given_ = citizen.get(f"/r/{uuid(RESULT)}/proof.json").json()
    content = citizen.get(f"/r/{uuid(RESULT)}/content.json").content
    assert set(given_) == {"index", "size", "leaf", "path", "checkpoint", "vkey"}
    assert hashlib.sha256(content).hexdigest() in citizen.get(f"/r/{uuid(RESULT)}/").content.decode()
    assert json.loads(content)["record"]["number"] == "金沙市监罚〔2026〕12号"


def test_the_entry_of_a_withdrawn_record_can_still_be_proved(citizen: Client, told: World) -> None:
    text = citizen.get(f"/r/{uuid(WITHDRAWN)}/record.tlog-proof").content.decode()
    assert proof.verify(text, proof.Proof.parse(text).extra, told.log.verifier).size == told.log.size


@given(st.integers(1, 70), st.data())
def test_the_walk_to_the_root_agrees_with_the_ledger(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = [bytes([1, number]) for number in range(size)]
    hashes = [merkle.hash_leaf(leaf) for leaf in leaves]

    def node(height: int, at: int) -> bytes:
        return merkle.fold(hashes[at << height : (at + 1) << height])

    path = merkle.inclusion(index, size, node)
    assert verifier.root_from(leaves[index], index, size, path) == merkle.fold(hashes)
    with pytest.raises(ValueError, match="路径"):
        verifier.root_from(leaves[index], index, size, [*path, b"\0" * 32])
