"""Secrets are made once, for their owner alone, and complain clearly."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sanzhi.config.secrets import SecretError, secret_bytes, secret_text


def test_a_secret_is_made_at_first_use_and_stays_the_same(tmp_path: Path) -> None:
    first = secret_bytes(tmp_path, "personal")
    assert len(first) == 32
    assert secret_bytes(tmp_path, "personal") == first


def test_two_secrets_of_one_instance_differ(tmp_path: Path) -> None:
    assert secret_text(tmp_path, "django") != secret_text(tmp_path, "personal")


def test_only_the_owner_may_read_the_file_and_enter_the_folder(tmp_path: Path) -> None:
    secret_text(tmp_path, "django")
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "secrets" / "django").stat().st_mode) == 0o600


def test_programs_that_start_at_once_agree_on_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        seen = set(pool.map(lambda _: secret_text(tmp_path, "django"), range(64)))
    assert len(seen) == 1
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["django"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_secret_that_others_can_read_or_write_is_refused_with_the_cure(tmp_path: Path, mode: int) -> None:
    secret_text(tmp_path, "django")
    path = tmp_path / "secrets" / "django"
    path.chmod(mode)
    with pytest.raises(SecretError, match=f"chmod 600 {path}"):
        secret_text(tmp_path, "django")


def test_a_secret_readable_by_its_owner_alone_is_accepted(tmp_path: Path) -> None:
    secret = secret_text(tmp_path, "django")
    (tmp_path / "secrets" / "django").chmod(0o400)
    assert secret_text(tmp_path, "django") == secret


@pytest.mark.parametrize("content", ["", "abcd", "z" * 64, "ab" * 33, "密" * 64])
def test_a_damaged_secret_is_never_replaced(tmp_path: Path, content: str) -> None:
    secret_text(tmp_path, "personal")
    path = tmp_path / "secrets" / "personal"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SecretError, match="从备份恢复"):
        secret_text(tmp_path, "personal")
    assert path.read_text(encoding="utf-8") == content
