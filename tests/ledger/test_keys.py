"""A log's key is made once and read by its owner only."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sanzhi.ledger.errors import KeyFault
from sanzhi.ledger.keys import load, load_or_create

NAME = "demo.example/inner"


def test_the_first_run_makes_a_key_and_later_runs_find_it(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "inner.key"
    made = load_or_create(path, NAME)
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_or_create(path, NAME).verifier == made.verifier
    assert path.read_text().startswith(f"PRIVATE+KEY+{NAME}+{made.verifier.id.hex()}+")
    assert list(path.parent.iterdir()) == [path]


def test_many_first_runs_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: load_or_create(tmp_path / "a.key", NAME), range(8)))
    assert len({str(signer.verifier) for signer in made}) == 1


def test_a_key_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.key"
    load_or_create(path, NAME)
    path.chmod(0o640)
    with pytest.raises(KeyFault, match="chmod 600"):
        load(path, NAME)


def test_a_key_of_another_name_is_refused(tmp_path: Path) -> None:
    load_or_create(tmp_path / "a.key", NAME)
    with pytest.raises(KeyFault, match="other"):
        load(tmp_path / "a.key", "other")


def test_a_missing_key_is_not_made_by_loading(tmp_path: Path) -> None:
    with pytest.raises(KeyFault, match="不存在"):
        load(tmp_path / "a.key", NAME)


@pytest.mark.parametrize("keep", [0, 12, 40, -8])
def test_a_cut_key_file_is_refused(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "a.key"
    load_or_create(path, NAME)
    path.write_text(path.read_text()[:keep])
    with pytest.raises(KeyFault):
        load(path, NAME)


@pytest.mark.parametrize("name", ["", "two words", "a+b"])
def test_a_name_no_note_can_carry_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyFault):
        load_or_create(tmp_path / "a.key", name)
