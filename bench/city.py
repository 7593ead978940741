"""A made-up city of Bijie's size: agencies under one government, and the contents of their libraries."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

BASIS = (
    ("食品安全法", "第一百二十四条第一款"),
    ("产品质量法", "第四十九条"),
    ("广告法", "第五十五条第一款"),
    ("药品管理法", "第一百一十六条"),
    ("价格法", "第四十条第一款"),
)
SINCE = date(2020, 1, 1)


def contents(library: str, count: int, uscc: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(agency, content) of so many records, spread over the agencies."""
    make = _officer if library == "officer" else _power
    for number in range(count):
        yield uscc[number % len(uscc)], make(number)


def _officer(number: int) -> dict[str, Any]:
    return {
        "name": f"示例{number}",
        "staffing": "行政编制",
        "post": "执法人员",
        "certificates": [
            {
                "number": f"2405{number:08}",
                "issuer": "贵州省司法厅",
                "domain": "市场监管",
                "area": "520500",
                "valid_from": "2023-01-01",
                "valid_until": "2035-12-31",
            }
        ],
        "training": [{"year": 2025, "hours": 60, "examined_on": "2025-11-05", "passed": True}],
    }


def _power(number: int) -> dict[str, Any]:
    law, article = BASIS[number % len(BASIS)]
    return {
        "code": f"5205B{number:06}",
        "name": f"对违反{law}规定行为的处罚（{number}）",
        "type": "行政处罚",
        "domain": "市场监管",
        "level": "县级",
        "basis": [{"law": law, "article": article}],
        "conditions": "有初步证据证明存在违法行为。",
        "procedure": "立案、调查取证、审核、告知、决定、送达、执行、公示。",
        "time_limit": "自立案之日起九十日",
        "guide": "由当事人住所地或者违法行为发生地的市场监督管理部门办理。",
    }


def people_and_agencies(count: int) -> tuple[Any, list[str]]:
    """So many agencies under the government of Bijie, and a person of its legal office."""
    from sanzhi.accounts.actors import actor_of  # noqa: PLC0415  (Django is set up by now)
    from sanzhi.accounts.models import Grant, User  # noqa: PLC0415
    from sanzhi.law.identifiers import demonstration_uscc  # noqa: PLC0415
    from sanzhi.orgs.models import Agency, Government, Line, Region  # noqa: PLC0415

    region = Region.objects.create(code="520500", name="毕节市", full_name="贵州省毕节市", level=2)
    government = Government.objects.create(name="毕节市人民政府", region=region)
    agencies = Agency.objects.bulk_create(
        Agency(
            name=f"毕节市示例执法局{number}",
            short=f"毕示{number}",
            uscc=demonstration_uscc(number + 1),
            domain="市场监管",
            region=region,
            valid_from=SINCE,
            announced_on=SINCE,
        )
        for number in range(count)
    )
    Line.objects.bulk_create(
        Line(agency=each, line="government", government=government, since=SINCE) for each in agencies
    )
    user = User.objects.create_user("justice", display_name="法制办", government=government)
    Grant.objects.create(user=user, role="supervisor")
    return actor_of(user), [each.uscc for each in agencies]
