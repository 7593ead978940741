"""A citizen checks whoever stands at the door, and reads what an agency may do."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanzhi.portal.certificates import standing
from sanzhi.released.contents import CertificateShown, OfficersRecord, PowerShown, PowersRecord
from sanzhi.released.models import Certificate, Power
from sanzhi.released.sync import Follower
from tests.released.world import JINSHA, JINSHA_NAME, QIANXI, World, ref

OFFICERS, POWERS = 70, 71
CERTIFICATE = CertificateShown(
    name="周示例",
    post="科员",
    certificate="24050523001",
    issuer="贵州省司法厅（示例）",
    domain="市场监管",
    area="贵州省毕节市金沙县",
    valid_from=date(2023, 1, 1),
    valid_until=date(2028, 12, 31),
)
POWER = PowerShown(
    code="52052300A001",
    name="对经营超过保质期食品的处罚",
    type="行政处罚",
    domain="市场监管",
    level="县级",
    basis=({"law": "食品安全法", "article": "第一百二十四条第一款", "text": "违反本法规定……"},),
    conditions="有初步证据。",
    procedure="按普通程序办理。",
    time_limit="九十日",
    guide="到本局窗口咨询。",
    flow=("立案", "调查取证", "审核", "决定"),
)


def officers(*certificates: CertificateShown, uscc: str = JINSHA) -> OfficersRecord:
    return OfficersRecord(agency=ref(uscc), officers=certificates or (CERTIFICATE,), demo=True)


def powers(*found: PowerShown) -> PowersRecord:
    return PowersRecord(agency=ref(JINSHA), powers=found or (POWER,), demo=True)


@pytest.fixture
def listed(told: World, follower: Follower) -> World:
    told.release(OFFICERS, officers())
    told.release(POWERS, powers())
    assert follower.round().healthy
    return told


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_certificate_is_found_by_its_whole_number_only(listed: World) -> None:
    assert "周示例" in read("/officers/?number=24050523001")
    assert "周示例" not in read("/officers/?number=2405052300")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2022-12-31", "自 2023-01-01 起才有效"),
        ("2023-01-01", "当日有效"),
        ("2028-12-31", "当日有效"),
        ("2029-01-01", "已于 2028-12-31 到期"),
    ],
)
def test_a_certificate_says_for_what_where_and_whether_on_that_day(
    listed: World, on: str, words: str
) -> None:
    page = read(f"/officers/{JINSHA}/24050523001/?on={on}")
    assert words in page
    assert "市场监管" in page
    assert "贵州省毕节市金沙县" in page
    assert "<svg" in page


@pytest.mark.parametrize(
    ("change", "on", "holds"),
    [
        ({"suspended_from": date(2026, 3, 2), "suspended_until": date(2026, 4, 1)}, date(2026, 3, 1), True),
        ({"suspended_from": date(2026, 3, 2), "suspended_until": date(2026, 4, 1)}, date(2026, 3, 2), False),
        ({"suspended_from": date(2026, 3, 2), "suspended_until": date(2026, 4, 1)}, date(2026, 4, 1), False),
        ({"suspended_from": date(2026, 3, 2), "suspended_until": date(2026, 4, 1)}, date(2026, 4, 2), True),
        ({"suspended_from": date(2026, 3, 2)}, date(2027, 1, 1), False),
        ({"revoked_on": date(2026, 3, 2)}, date(2026, 3, 1), True),
        ({"revoked_on": date(2026, 3, 2)}, date(2026, 3, 2), False),
    ],
)
def test_suspended_and_revoked_certificates_do_not_hold(
    change: dict[str, Any], on: date, holds: bool
) -> None:
    row = Certificate(**{"valid_from": date(2023, 1, 1), "valid_until": date(2028, 12, 31), **change})
    assert standing(row, on).holds is holds


def test_a_day_that_is_none_is_said_and_today_shown(listed: World) -> None:
    assert "日期请写成" in read(f"/officers/{JINSHA}/24050523001/?on=gestern")


def test_a_power_shows_its_basis_with_the_text_and_its_steps(listed: World) -> None:
    assert "对经营超过保质期食品的处罚" in read(f"/powers/?type=行政处罚&agency={JINSHA}")
    page = read(f"/powers/{JINSHA}/52052300A001/")
    assert "《食品安全法》第一百二十四条第一款" in page
    assert "违反本法规定……" in page
    assert "调查取证" in page
    assert "未开始" not in page


def test_a_new_list_takes_the_place_of_the_one_before(listed: World, follower: Follower) -> None:
    other = CERTIFICATE.model_copy(update={"certificate": "24050523002", "name": "吴示例"})
    listed.release(OFFICERS, officers(other), version=2)
    follower.round()

    assert list(Certificate.objects.values_list("number", flat=True)) == ["24050523002"]
    assert Client().get(f"/officers/{JINSHA}/24050523001/").status_code == 404


def test_one_agency_s_list_leaves_the_others_alone(listed: World, follower: Follower) -> None:
    listed.release(72, officers(uscc=QIANXI))
    follower.round()

    assert Certificate.objects.count() == 2
    listed.withdraw(OFFICERS, "清单有误")
    follower.round()
    assert list(Certificate.objects.values_list("uscc", flat=True)) == [QIANXI]


def test_the_record_of_a_list_stands_with_its_proof(listed: World) -> None:
    release = Power.objects.get().entry
    assert release
    page = read(f"/agencies/{JINSHA}/")
    assert f"/officers/?agency={JINSHA}" in page
    assert JINSHA_NAME in read(f"/powers/{JINSHA}/52052300A001/")


def test_the_home_page_opens_both_modules(listed: World) -> None:
    page = read("/")
    assert "<strong>执法人员</strong>" in page
    assert "<strong>权责清单</strong>" in page


@pytest.mark.parametrize("odd", ["黔/0523/001", "黔\n001", "?#%2F", "a/", "."])
def test_a_number_or_code_of_any_signs_has_its_page_and_stops_no_list(
    told: World, follower: Follower, odd: str
) -> None:
    told.release(OFFICERS, officers(CERTIFICATE.model_copy(update={"certificate": odd})))
    told.release(POWERS, powers(POWER.model_copy(update={"code": odd})))
    assert follower.round().healthy

    assert "周示例" in read("/officers/")
    assert "对经营超过保质期食品的处罚" in read("/powers/")
    assert "24050523001" not in read(reverse("officer", args=[JINSHA, odd]))
    assert "违反本法规定……" in read(reverse("power", args=[JINSHA, odd]))
    assert read(f"/agencies/{JINSHA}/")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "当日有效"),
        ({"revoked_on": date(2026, 3, 2)}, "2026-03-02 吊销"),
        ({"suspended_from": date(2026, 3, 2)}, "2026-03-02 起暂扣"),
        ({"valid_until": date(2025, 12, 31)}, "2025-12-31 到期"),
    ],
)
def test_the_list_says_at_once_whether_a_certificate_holds_today(
    told: World, follower: Follower, change: dict[str, Any], words: str
) -> None:
    told.release(OFFICERS, officers(CERTIFICATE.model_copy(update=change)))
    follower.round()

    assert words in read("/officers/?number=24050523001")


def test_the_record_of_a_list_names_who_lost_his_certificate(told: World, follower: Follower) -> None:
    lost = CERTIFICATE.model_copy(update={"revoked_on": date(2026, 3, 2)})
    key = told.release(OFFICERS, officers(lost))
    follower.round()

    assert "2026-03-02 吊销" in read(f"/r/{key}/")


def test_a_number_told_twice_stops_no_portal(told: World, follower: Follower) -> None:
    later = CERTIFICATE.model_copy(update={"valid_until": date(2030, 12, 31)})
    told.release(OFFICERS, officers(CERTIFICATE, later))
    told.release(POWERS, powers(POWER, POWER))

    assert follower.round().healthy
    assert Certificate.objects.get(uscc=JINSHA).valid_until == date(2030, 12, 31)
    assert Power.objects.count() == 1
