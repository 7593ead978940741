"""The same few people everywhere: an agency of Jinsha county and those who work there."""

from dataclasses import dataclass
from datetime import date

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.orgs.models import Agency, Government, Line, Region
from sanzhi.registry.models import Certificate, Officer, Power

LONG_AGO, FAR_OFF = date(2020, 1, 1), date(2035, 12, 31)


@dataclass(frozen=True)
class Cast:
    """Actors by their part, with the agency and the power."""

    agency: Agency
    power: Power
    officer: Actor
    second: Actor
    head: Actor
    reviewer: Actor
    editor: Actor
    other_editor: Actor
    supervisor: Actor
    stranger: Actor


def regions() -> Region:
    """Guizhou, Bijie, Jinsha."""
    province = Region.objects.create(code="520000", name="贵州省", full_name="贵州省", level=1)
    city = Region.objects.create(
        code="520500", name="毕节市", full_name="贵州省毕节市", level=2, parent=province
    )
    return Region.objects.create(
        code="520523", name="金沙县", full_name="贵州省毕节市金沙县", level=3, parent=city
    )


def make_agency(region: Region, number: int, name: str, short: str) -> Agency:
    """A market regulation agency with its two lines of supervision."""
    agency = Agency.objects.create(
        name=name,
        short=short,
        uscc=demonstration_uscc(number),
        domain="市场监管",
        region=region,
        address="金沙县鼓场街道测试路1号",
        phone="0857-7000000",
        bank="测试银行金沙支行",
        bank_address="金沙县测试路2号",
        bank_account="52050000000000001",
        reconsideration="金沙县人民政府",
        court="金沙县人民法院",
        duty="市场监督管理",
        basis="《行政处罚法》第十七条",
        valid_from=LONG_AGO,
        announced_on=LONG_AGO,
    )
    government, _ = Government.objects.get_or_create(name=f"{region.name}人民政府", region=region)
    Line.objects.create(agency=agency, line="government", government=government, since=LONG_AGO)
    return agency


def make_person(agency: Agency, username: str, name: str, *roles: str, certified: bool = True) -> Actor:
    """A person with an account, an officer's entry and a valid certificate."""
    officer = Officer.objects.create(name=name, agency=agency, legal_qualification="A20200000001")
    if certified:
        Certificate.objects.create(
            number=f"520523{username}",
            officer=officer,
            issuer="金沙县人民政府",
            domain=agency.domain,
            area=agency.region_id,
            valid_from=LONG_AGO,
            valid_until=FAR_OFF,
        )
    user = User.objects.create_user(username, display_name=name, agency=agency, officer=officer)
    Grant.objects.bulk_create(Grant(user=user, role=role) for role in roles)
    return actor_of(user)


def assemble() -> Cast:
    """Make the cast."""
    region = regions()
    agency = make_agency(region, 1, "金沙县市场监督管理局", "金沙市监")
    elsewhere = make_agency(region, 2, "金沙县烟草专卖局", "金沙烟")
    power = Power.objects.create(
        agency=agency,
        code="52052300A001",
        name="对经营超过保质期食品的处罚",
        domain="市场监管",
        basis=[{"law": "食品安全法", "article": "第一百二十四条第一款"}],
        admitted_on=LONG_AGO,
    )
    supervisor = User.objects.create_user(
        "supervisor", display_name="督察员", government=Government.objects.get(region=region)
    )
    Grant.objects.create(user=supervisor, role="supervisor")
    return Cast(
        agency=agency,
        power=power,
        officer=make_person(agency, "officer", "陈一鸣", "officer"),
        second=make_person(agency, "second", "吴思远", "officer"),
        head=make_person(agency, "head", "罗维国", "head"),
        reviewer=make_person(agency, "reviewer", "彭法正", "reviewer"),
        editor=make_person(agency, "editor", "何信公", "editor"),
        other_editor=make_person(agency, "editor2", "龙清源", "editor"),
        supervisor=actor_of(supervisor),
        stranger=make_person(elsewhere, "stranger", "外人", "officer", "head", "reviewer", "editor"),
    )
