"""Powers that a province hands to its townships and sub-district offices (行政处罚法 Art 24, H18)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from sanzhi.law.errors import FieldError, Invalid
from sanzhi.orgs.models import Region, TownshipDecision


def township_powers(region: str, on: date) -> frozenset[str]:
    """The codes of powers that a township's or sub-district's office may use on a day (Art 24, H18)."""
    decisions = TownshipDecision.objects.filter(
        Q(until=None) | Q(until__gt=on), province_id=f"{region[:2]}0000", since__lte=on, published_on__lte=on
    )
    return frozenset(
        code for each in decisions if not each.regions or region in each.regions for code in each.codes
    )


def hand_to_townships(
    province: str, paper: str, codes: tuple[str, ...], *, published_on: date, since: date,
    regions: tuple[str, ...] = (),
) -> TownshipDecision:  # fmt: skip
    """Enter a province's published decision (行政处罚法 Art 24). ``Invalid`` names what is wrong."""
    errors = list(_decision_faults(province, paper, codes, published_on, since, regions))
    if errors:
        raise Invalid(errors)
    made, new = TownshipDecision.objects.get_or_create(
        province_id=province, paper=paper.strip(),
        defaults={
            "codes": list(codes), "regions": list(regions), "published_on": published_on, "since": since,
        },
    )  # fmt: skip
    if not new:
        raise Invalid([("paper", "决定文号", "已登记过这份决定")])
    return made


def _decision_faults(
    province: str,
    paper: str,
    codes: tuple[str, ...],
    published_on: date,
    since: date,
    regions: tuple[str, ...],
) -> Iterator[FieldError]:
    if not Region.objects.filter(code=province, level=1).exists():
        yield FieldError("province", "省级区划", "赋权由省、自治区、直辖市决定，应为省级区划代码")
    if not paper.strip():
        yield FieldError("paper", "决定文号", "必填")
    if not codes:
        yield FieldError("codes", "事项编码", "至少一项")
    if since < published_on:
        yield FieldError("since", "施行日", "不应早于公布日")
    known = set(Region.objects.filter(code__in=regions, level=4).values_list("code", flat=True))
    if unknown := [code for code in regions if code not in known]:
        yield FieldError("regions", "乡镇（街道）", f"没有这些乡级区划代码：{'、'.join(unknown[:5])}")
