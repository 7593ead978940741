"""Values sealed before there was a keyring stay readable, and requests are recognised across keys."""

import hmac
import secrets
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pytest_django import Settings

from sanzhi.cases.health import checks
from sanzhi.cases.models import Event, PersonalValue
from sanzhi.cases.queries import open_case
from sanzhi.cases.seal import request_digests, seal, unseal
from sanzhi.config.secrets import secret_bytes
from sanzhi.law.errors import Invalid
from sanzhi.store.sealed import Unreadable, keyring
from sanzhi.store.sealed.changing import bites, retire
from sanzhi.store.sealed.places import places
from tests.support.story import PERSON, Story

COMMITMENT = "ab" * 32


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.SANZHI_HOME = tmp_path
    return tmp_path


def sealed_before(home: Path, value: str, digest: str) -> bytes:
    """What the program stored before there were versions: nonce and ciphertext, bound to the commitment."""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(secret_bytes(home, "personal")).encrypt(nonce, value.encode(), digest.encode())


def test_a_value_of_before_is_read_and_belongs_to_its_commitment_alone(home: Path) -> None:
    sealed = sealed_before(home, "黄示例", COMMITMENT)
    assert unseal(sealed, COMMITMENT) == "黄示例"
    with pytest.raises(Unreadable):
        unseal(sealed, "cd" * 32)


def test_a_value_is_bound_to_its_commitment() -> None:
    sealed = seal("黄示例", COMMITMENT)
    assert unseal(sealed, COMMITMENT) == "黄示例"
    with pytest.raises(Unreadable):
        unseal(sealed, "cd" * 32)


@pytest.mark.django_db
def test_a_case_of_before_goes_through_a_change_of_keys(home: Path, story: Story) -> None:
    story.lead(PERSON)
    for row in PersonalValue.objects.all():
        PersonalValue.objects.filter(pk=row.pk).update(
            sealed=type(row)._meta.get_field("sealed").from_db_value(sealed_before(home, row.sealed, row.pk))
        )
    assert story.case_id is not None
    before = dict(open_case(story.cast.officer, story.case_id).facts)
    assert before["party"]["name"] == PERSON["name"]
    keyring().add()
    list(bites(places()))
    retire(1, settled=0)
    assert dict(open_case(story.cast.officer, story.case_id).facts) == before
    story.proposed()


@pytest.mark.django_db
def test_a_repeated_request_is_recognised_after_the_key_was_changed(story: Story) -> None:
    story.lead(PERSON)
    proposal = {"officers": story.officers(), "power": str(story.cast.power.id), "facts": "有过期面包。",
                "violated": [{"law": "食品安全法", "article": "第三十四条第十项"}]}  # fmt: skip
    first = story.perform("propose_filing", story.cast.officer, proposal, key="once")
    keyring().add()
    again = story.perform("propose_filing", story.cast.officer, proposal, key="once")
    assert (again.seq, again.repeated) == (first.seq, True)
    with pytest.raises(Invalid, match="幂等键"):
        story.perform("propose_filing", story.cast.officer, {**proposal, "facts": "没有。"}, key="once")
    assert Event.objects.count() == 2


def test_a_request_of_before_is_recognised(home: Path) -> None:
    old = hmac.new(secret_bytes(home, "personal"), b"told", "sha256").hexdigest()
    keyring().add()
    assert old in request_digests("told")
    assert old != request_digests("told")[0]


@pytest.mark.django_db
def test_the_doctor_names_a_key_that_is_missing(home: Path, story: Story) -> None:
    story.lead(PERSON)
    assert next(check for check in checks() if check.title == "个人信息密钥").well
    keyring().add()
    (home / "secrets" / "personal").rename(home / "elsewhere")
    keyring().refresh()
    ill = next(check for check in checks() if check.title == "个人信息密钥")
    assert not ill.well
    assert "缺少第 1 版" in ill.detail
