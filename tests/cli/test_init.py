"""A real instance is empty but for three administrators, and never turns into a demonstration or back."""

import re
from pathlib import Path

import pytest

from sanzhi.cli.demonstration import mark as marks
from sanzhi.cli.demonstration import script
from sanzhi.jobs import clock
from tests.cli.instances import Instance

ORIGIN = "zfgs.example.gov.cn"


@pytest.fixture
def empty(tmp_path: Path) -> Instance:
    return Instance(tmp_path / "home")


def test_three_administrators_get_a_link_each_and_there_is_no_other_account(empty: Instance) -> None:
    made = empty.sanzhi("init", "--origin", ORIGIN)
    assert made.returncode == 0, made.stderr
    links = re.findall(r"http://127\.0\.0\.1:8001/accounts/first/[\w-]{40,}/", made.stdout)
    assert len(set(links)) == 3
    roles = empty.rows(
        "SELECT u.username, g.role FROM accounts_user u JOIN accounts_grant g ON g.user_id = u.id ORDER BY 1"
    )
    assert roles == [("audit", "audit"), ("security", "security"), ("system", "system")]
    # Nobody can sign in before the link has set a password; only digests of the links are kept.
    assert all(word.startswith("!") for (word,) in empty.rows("SELECT password FROM accounts_user"))
    assert not any(link.split("/")[-2] in line for link in links for line in empty.everything())
    assert empty.rows("SELECT 1 FROM cases_case") == []
    assert not (empty.home / "demonstration").exists()


def test_both_ledgers_carry_the_origin_that_was_chosen(empty: Instance) -> None:
    empty.sanzhi("init", "--origin", ORIGIN)
    assert (empty.home / "log/public/checkpoint").read_text().startswith(f"{ORIGIN}/public\n")
    assert f"{ORIGIN}/inner：0 条" in empty.sanzhi("ledger", "verify").stdout


def test_an_origin_is_chosen_once(empty: Instance) -> None:
    empty.sanzhi("init", "--origin", ORIGIN)
    again = empty.sanzhi("init", "--origin", "other.example.gov.cn")
    assert again.returncode == 1
    assert "不能更改" in again.stderr
    assert "已经初始化" in empty.sanzhi("init", "--origin", ORIGIN).stderr


def test_a_real_instance_refuses_the_demonstration(empty: Instance) -> None:
    empty.sanzhi("init", "--origin", ORIGIN)
    refused = empty.sanzhi("demo")
    assert refused.returncode == 1
    assert "正式实例" in refused.stderr
    assert not (empty.home / "demonstration").exists()


def test_an_instance_with_accounts_refuses_it_even_without_an_origin(empty: Instance) -> None:
    empty.sanzhi("init", "--origin", ORIGIN)
    (empty.home / "origin").unlink()
    assert "正式实例" in empty.sanzhi("demo").stderr


def test_a_demonstration_refuses_to_become_real(empty: Instance) -> None:
    empty.home.mkdir()
    marks.write(empty.home, marks.new_mark(script.company().people, clock.now()))
    refused = empty.sanzhi("init", "--origin", ORIGIN)
    assert refused.returncode == 1
    assert "不能转为正式实例" in refused.stderr
    assert not (empty.home / "origin").exists()
