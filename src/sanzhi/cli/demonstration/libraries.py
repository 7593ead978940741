"""What is on its way into the libraries of one agency: something admitted, waiting, returned, running out.

Repeating it changes nothing.
"""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import User
from sanzhi.jobs import clock
from sanzhi.law.statutes import MARKET
from sanzhi.orgs.models import Agency
from sanzhi.registry import admission, settling
from sanzhi.registry.access import Owner
from sanzhi.registry.models import Submission

STOCKED: Final = "jinsha"
_CLERK, _JUSTICE = "jinsha-clerk", "jinsha-justice"
_FOOD: Final = {"law": "食品安全法", "article": "第一百二十四条第一款"}
_RUNS_OUT: Final = timedelta(days=25)


@transaction.atomic
def stock(agency: Agency) -> None:
    """Hand in for the agency, and let the county's legal office settle part of it: all of it or nothing."""
    if Submission.objects.filter(agency=agency).exists():
        return
    clerk, justice = _actor(_CLERK), _actor(_JUSTICE)
    owner, matter = Owner(agency=agency), agency.powers.order_by("code")[0]
    for library, content in (
        ("major", _MAJOR),
        ("recording", _RECORDING),
        ("benchmark", _benchmark(agency.name, matter.code)),
        ("officer", _officer()),
    ):
        row = _hand_in(library, owner, content, clerk)
        settling.admit(row.pk, actor=justice)
    _waiting(owner, matter.record, clerk)
    returned = _hand_in("power", owner, _POWER, clerk)
    settling.hand_back(returned.pk, "请补充办理时限，并写明听取陈述申辩的环节。", actor=justice)
    admission.begin("random", owner, _RANDOM, actor=clerk)


def _waiting(owner: Owner, record: UUID, clerk: Actor) -> None:
    """An amendment that shows a difference in the queue."""
    present = admission.content_of("power", record) or {}
    changed = {
        **present,
        "level": "县级",
        "time_limit": "自立案之日起九十日",
        "procedure": "立案、调查取证、审核、事先告知、听取陈述申辩、决定、送达、公示、结案。",
    }
    row = admission.amend("power", record, owner, _told(changed), actor=clerk)
    admission.submit(row.pk, actor=clerk)


def _told(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value is not None}


def _hand_in(library: str, owner: Owner, content: dict[str, Any], clerk: Actor) -> Submission:
    row = admission.begin(library, owner, content, actor=clerk)
    return admission.submit(row.pk, actor=clerk)


def _actor(username: str) -> Actor:
    return actor_of(User.objects.get(username=username))


def _officer() -> dict[str, Any]:
    """An officer whose certificate runs out within the month."""
    today = clock.today()
    certificate = {
        "number": "示例52052399",
        "issuer": "金沙县人民政府",
        "domain": MARKET,
        "area": "520523",
        "valid_from": (today - timedelta(days=1800)).isoformat(),
        "valid_until": (today + _RUNS_OUT).isoformat(),
    }
    taught = {"year": today.year - 1, "hours": 64, "passed": True}
    return {
        "name": "严例衡", "staffing": "事业编制", "post": "一级科员", "certificates": [certificate],
        "training": [taught],
    }  # fmt: skip


def _benchmark(maker: str, matter: str) -> dict[str, Any]:
    return {
        "code": "CL-001",
        "title": "首项处罚事项的裁量基准（示例）",
        "matter": matter,
        "maker": maker,
        "basis": [_FOOD],
        "rungs": [
            {
                "degree": "从轻",
                "circumstance": "货值不足五百元，主动下架",
                "least_fen": 500_000,
                "most_fen": 2_000_000,
            },
            {"degree": "一般", "circumstance": "其他情形", "least_fen": 2_000_000, "most_fen": 4_000_000},
            {
                "degree": "从重",
                "circumstance": "一年内再次违法",
                "least_fen": 4_000_000,
                "most_fen": 5_000_000,
            },
        ],
    }


_MAJOR: Final[dict[str, Any]] = {
    "code": "FS-01",
    "title": "罚款、没收合计五万元以上的处罚（示例）",
    "basis": [{"law": "行政处罚法", "article": "第五十八条第一款"}],
    "at_least_fen": 5_000_000,
}
_RECORDING: Final[dict[str, Any]] = {
    "code": "YX-01",
    "title": "查封、扣押的全程音像记录（示例）",
    "basis": [{"law": "行政强制法", "article": "第十八条"}],
    "acts": ["查封扣押"],
    "manner": "全程音像记录",
}
_RANDOM: Final[dict[str, Any]] = {
    "code": "CC-01",
    "title": "食品销售监督抽查（示例）",
    "basis": [{"law": "食品安全法", "article": "第一百一十条"}],
    "object": "食品销售者",
    "manner": "现场检查、抽样检验",
    "percent": 5,
    "times_a_year": 2,
}
_POWER: Final[dict[str, Any]] = {
    "code": "520523-JC-001",
    "name": "对食品生产经营活动的监督检查（示例）",
    "type": "行政检查",
    "domain": MARKET,
    "level": "县级",
    "basis": [{"law": "食品安全法", "article": "第一百一十条"}],
}
