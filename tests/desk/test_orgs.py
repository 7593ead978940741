"""The pages of regions and bodies: what stood on which day, who may enter what, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.cases.access import may_see
from sanzhi.jobs import clock, outbox
from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.orgs.agencies import amend_agency
from sanzhi.orgs.models import Administration, Agency, Delegation, Government, Line, Region, Succession
from sanzhi.orgs.particulars import of
from sanzhi.orgs.shipped import load_regions
from tests.desk.conftest import Browser, browser_of
from tests.support.cast import LONG_AGO, Cast, make_agency, make_person
from tests.support.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(db: None) -> Browser:
    """The system administrator."""
    return browser_of(person("sys", "system"))


@pytest.fixture
def office(cast: Cast) -> Browser:
    """The legal office of the county's government."""
    return browser_of(cast.supervisor)


def person(name: str, role: str, **place: Any) -> Actor:
    user = User.objects.create_user(name, display_name=name, **place)
    Grant.objects.create(user=user, role=role)
    return actor_of(user)


def body(government: Government | None, **more: Any) -> dict[str, Any]:
    said = {
        "name": "金沙县综合行政执法局", "short": "金沙综执", "uscc": demonstration_uscc(50),
        "kind": "statutory",
        "domain": "综合行政执法", "level": "3", "region": "520523", "basis": "《行政处罚法》第十八条",
        "address": "金沙县示例路5号", "phone": "0857-0000000", "on": clock.today().isoformat(),
        "government": str(government.pk) if government else "",
    }  # fmt: skip
    return said | more


def county() -> Government:
    return Government.objects.get(region_id="520523")


def test_everybody_signed_in_reads_the_tree_and_a_body(cast: Cast, officer: Browser) -> None:
    page = officer.page("/orgs/", region="520500")
    assert "贵州省毕节市" in page and "金沙县" in page and "金沙县市场监督管理局" in page
    assert "登记机构" not in page

    page = officer.page(f"/orgs/agencies/{cast.agency.pk}/")
    assert "金沙县人民政府（自2020年1月1日起）" in page and "沿革" in page
    assert "变更信息" not in page


def test_the_tree_of_the_real_regions_opens(cast: Cast, officer: Browser) -> None:
    load_regions()
    page = officer.page("/orgs/", region="520500")
    assert "百里杜鹃管理区" in page and "七星关区" in page
    page = officer.page("/orgs/", region="520581")
    assert "520522 黔西县 → 520581 黔西市（2021年" in page
    assert "待核实的管理关系" in officer.page("/orgs/", region="520591")
    assert "金沙县市场监督管理局" in officer.page("/orgs/", region="all")


def test_a_body_is_shown_as_it_stood_on_the_day(cast: Cast, officer: Browser) -> None:
    today = clock.today()
    amend_agency(
        cast.agency.pk, replace(of(cast.agency), phone="0857-1111111"), on=today, seen=1, paper="", by="甲"
    )
    address = f"/orgs/agencies/{cast.agency.pk}/"

    assert "<dd>0857-1111111" in officer.page(address)
    before = officer.page(address, on=(today - timedelta(days=1)).isoformat())
    assert "<dd>0857-7000000" in before and "<dd>0857-1111111" not in before
    assert "不具有主体资格" in officer.page(address, on=(LONG_AGO - timedelta(days=1)).isoformat())


def test_what_does_not_exist_is_not_found(officer: Browser) -> None:
    for address in ("/orgs/?region=999999", "/orgs/agencies/019cb16c-7100-731f-9563-d255aa0b186f/"):
        assert officer.get(address).status_code == 404


def test_the_legal_office_enters_a_body_of_its_government(cast: Cast, office: Browser) -> None:
    answer = office.post("/orgs/agencies/new/", body(county()), follow=True)

    made = Agency.objects.get(uscc=demonstration_uscc(50))
    assert "已登记金沙县综合行政执法局" in answer.content.decode()
    assert made.lines.get().government == county()


def test_the_legal_office_places_nothing_under_another_government(cast: Cast, office: Browser) -> None:
    city = Government.objects.create(name="毕节市人民政府", region_id="520500")
    answer = office.post("/orgs/agencies/new/", body(city))

    assert answer.status_code == 422 and not Agency.objects.filter(uscc=demonstration_uscc(50)).exists()


def test_faults_stand_beside_their_fields(cast: Cast, office: Browser) -> None:
    answer = office.post("/orgs/agencies/new/", body(county(), uscc="123", region="529999"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "统一社会信用代码应为18位" in page and "没有这个区划代码" in page


def test_the_law_refuses_with_its_article(cast: Cast, office: Browser) -> None:
    answer = office.post("/orgs/agencies/new/", body(county(), kind="authorised", basis="依法授权"))

    page = answer.content.decode()
    assert answer.status_code == 422 and "依法不得办理" in page and "第十九条" in page


def amended(agency: Agency, **more: Any) -> dict[str, Any]:
    said = {name: value for name, value in vars(of(agency)).items() if value not in (None, False)}
    return said | {"on": clock.today().isoformat(), "paper": "", "seen": agency.edition} | more


def test_the_second_editor_is_told_what_changed(cast: Cast, office: Browser) -> None:
    address = f"/orgs/agencies/{cast.agency.pk}/amend/"
    first = office.post(address, amended(cast.agency, phone="0857-1111111"))
    second = office.post(address, amended(cast.agency, address="别处"))

    assert first.status_code == 302 and second.status_code == 409
    assert "督察员将“电话”由“0857-7000000”改为“0857-1111111”" in second.content.decode()
    assert Agency.objects.get(pk=cast.agency.pk).address == cast.agency.address


def test_the_administrator_changes_how_a_body_is_reached_and_not_what_it_is(
    cast: Cast, system: Browser, office: Browser
) -> None:
    today = clock.today().isoformat()
    address = f"/orgs/agencies/{cast.agency.pk}/amend/"
    sent = amended(cast.agency, name="别的机关", announced_on=today, paper="文", phone="0857-1111111")
    assert "第十条第一款" in system.page(address)
    assert system.post(address, sent).status_code == 302
    now = Agency.objects.get(pk=cast.agency.pk)
    assert (now.name, now.announced_on, now.phone) == (
        cast.agency.name,
        cast.agency.announced_on,
        "0857-1111111",
    )

    assert "不再经入库审核" in office.page(address)
    assert office.post(address, sent | {"seen": now.edition}).status_code == 302
    assert Agency.objects.get(pk=cast.agency.pk).announced_on == clock.today()


def test_the_administrator_enters_a_body_that_is_still_to_be_confirmed(cast: Cast, system: Browser) -> None:
    sent = body(county(), announced_on=clock.today().isoformat())
    assert system.post("/orgs/agencies/new/", sent).status_code == 302
    assert Agency.objects.get(uscc=demonstration_uscc(50)).announced_on is None


def test_a_body_for_which_no_office_answers_is_the_administrators(cast: Cast, system: Browser) -> None:
    center = make_agency(cast.agency.region, 41, "金沙县执法服务中心", "金沙中心")
    Line.objects.filter(agency=center).delete()
    address = f"/orgs/agencies/{center.pk}/amend/"
    assert system.post(address, amended(center, name="金沙执法中心", paper="文")).status_code == 302
    assert Agency.objects.get(pk=center.pk).name == "金沙执法中心"


def test_a_department_enters_the_vertical_bodies_below_it_and_no_others(cast: Cast) -> None:
    city = make_agency(Region.objects.get(code="520500"), 40, "毕节市税务局", "毕税")
    Agency.objects.filter(pk=city.pk).update(level=2)
    browser = browser_of(person("tax", "supervisor", agency=city))
    below = body(None, superior=str(city.pk), vertical="on")

    assert "登记机构" in browser.page("/orgs/agencies/new/")
    assert browser.post("/orgs/agencies/new/", below | {"superior": str(cast.agency.pk)}).status_code == 422
    delegated = {key: value for key, value in below.items() if key != "vertical"} | {"kind": "delegated"}
    assert browser.post("/orgs/agencies/new/", delegated).status_code == 422
    assert browser.post("/orgs/agencies/new/", below).status_code == 302


def test_a_changed_name_asks_for_its_announcement(cast: Cast, office: Browser) -> None:
    address = f"/orgs/agencies/{cast.agency.pk}/"
    office.post(f"{address}amend/", amended(cast.agency, name="金沙县市场监管局", paper="文"))

    page = office.page(address)
    assert "向社会公告" in page and "第十条第二款" in page


def test_a_line_is_changed_and_the_new_department_reads_the_cases(
    cast: Cast, office: Browser, story: Story
) -> None:
    story.lead()
    city = make_agency(Region.objects.get(code="520500"), 40, "毕节市市场监督管理局", "毕市监")
    Agency.objects.filter(pk=city.pk).update(level=2)
    data = {"line": "superior", "superior": str(city.pk), "since": clock.today().isoformat()}
    assert office.post(f"/orgs/agencies/{cast.agency.pk}/line/", data).status_code == 302
    outbox.drain()

    assert Line.objects.get(agency=cast.agency, line="superior").superior == city
    assert may_see(person("city", "supervisor", agency=city), story.case.pk)


def test_an_agency_with_open_cases_does_not_just_end(cast: Cast, office: Browser, story: Story) -> None:
    story.lead()
    data = {"on": (clock.today() + timedelta(days=1)).isoformat(), "paper": "文"}
    answer = office.post(f"/orgs/agencies/{cast.agency.pk}/end/", data)

    assert answer.status_code == 422 and "尚有未结案件 1 件" in answer.content.decode()


def test_a_letter_is_entered_published_and_ended(cast: Cast, office: Browser) -> None:
    center = make_agency(cast.agency.region, 41, "金沙县执法服务中心", "金沙中心")
    Agency.objects.filter(pk=center.pk).update(kind="delegated")
    today = clock.today()
    data = {
        "body": str(center.pk), "number": "金市监委〔2026〕1号", "matters": cast.power.code,
        "basis": "《某条例》第三条", "term_from": today.isoformat(), "qualified": "on",
        "term_to": (today + timedelta(days=365)).isoformat(),
    }  # fmt: skip
    address = f"/orgs/agencies/{cast.agency.pk}/"
    refused = office.post(f"{address}delegate/", data | {"matters": "ZZZ"})
    assert refused.status_code == 422 and "只能在法定权限内委托" in refused.content.decode()
    assert office.post(f"{address}delegate/", data).status_code == 302
    letter = Delegation.objects.get()
    assert "尚未向社会公布" in office.page(address)

    step = f"/orgs/letters/{letter.pk}/"
    assert office.post(step, {"step": "publish", "on": today.isoformat()}).status_code == 302
    assert "有效" in office.page(address)
    ended = {"step": "end", "on": today.isoformat(), "end_reason": "机构调整"}
    assert office.post(step, ended).status_code == 302
    assert "终止（机构调整）" in office.page(address)


def test_a_reorganisation_is_previewed_and_then_confirmed(cast: Cast, office: Browser, story: Story) -> None:
    story.lead()
    heir = make_agency(cast.agency.region, 42, "金沙县综合行政执法局", "金沙综执")
    data = {
        "kind": "transfer", "predecessors": [str(cast.agency.pk)], "heirs.0": str(heir.pk),
        "on": clock.today().isoformat(), "paper": "金编发〔2026〕1号",
    }  # fmt: skip
    page = office.post("/orgs/reorganise/", data).content.decode()
    assert "金沙县综合行政执法局自" in page and "一字不改" in page
    assert not Succession.objects.exists()

    seen = page.split('name="seen" value="')[1].split('"')[0].replace("&quot;", '"')
    done = office.post("/orgs/reorganise/", data | {"do": "confirm", "seen": seen})
    assert done.status_code == 302 and Succession.objects.get().successor == heir
    outbox.drain()
    assert may_see(make_person(heir, "nh", "新局长", "head"), story.case.pk)
    page = office.page(f"/cases/{story.case.pk}/")
    assert "原执法机关" in page and "起承继办理）" in page
    assert "已完成，已处理 1 件" in office.page(f"/orgs/agencies/{cast.agency.pk}/")
    again = office.post("/orgs/reorganise/", data | {"do": "confirm", "seen": seen})
    assert again.status_code == 422


def test_a_confirmation_without_its_preview_does_nothing(cast: Cast, office: Browser) -> None:
    heir = make_agency(cast.agency.region, 42, "金沙县综合行政执法局", "金沙综执")
    data = {
        "kind": "transfer", "predecessors": [str(cast.agency.pk)], "heirs.0": str(heir.pk),
        "on": clock.today().isoformat(), "paper": "文", "do": "confirm", "seen": "not json",
    }  # fmt: skip
    assert office.post("/orgs/reorganise/", data).status_code == 409
    assert not Succession.objects.exists()


def test_the_system_administrator_keeps_governments_and_places(cast: Cast, system: Browser) -> None:
    load_regions()
    today = clock.today().isoformat()
    made = system.post(
        "/orgs/governments/new/", {"name": "百里杜鹃管理区管理委员会", "region": "520591", "on": today}
    )
    assert made.status_code == 302
    data = {"by": "520591", "since": today, "paper": "毕府发〔2026〕1号"}
    assert system.post("/orgs/regions/520521222000/administer/", data).status_code == 302
    assert Administration.objects.filter(region_id="520521222000", confirmed=True).exists()
    old = county()
    data = {"name": "金沙市人民政府", "region": "520523", "on": today, "paper": "文"}
    assert system.post(f"/orgs/governments/{old.pk}/succeed/", data).status_code == 302
    new = Agency.objects.get(pk=cast.agency.pk).lines.get(until=None).government
    assert new is not None and new.name == "金沙市人民政府"


EDITS = ("amend", "line", "end", "delegate")


@pytest.mark.parametrize("who", ["officer", "head", "reviewer", "editor", "stranger"])
def test_who_works_on_cases_enters_no_bodies(cast: Cast, who: str) -> None:
    browser = browser_of(getattr(cast, who))
    addresses = ["/orgs/agencies/new/", "/orgs/reorganise/", "/orgs/governments/new/"]
    addresses += [f"/orgs/agencies/{cast.agency.pk}/{each}/" for each in EDITS]
    for address in addresses:
        assert browser.get(address).status_code == browser.post(address).status_code == 403


def test_another_governments_office_does_not_find_what_it_does_not_keep(cast: Cast) -> None:
    city = Government.objects.create(name="毕节市人民政府", region_id="520500")
    browser = browser_of(person("other", "supervisor", government=city))

    for each in EDITS:
        assert browser.get(f"/orgs/agencies/{cast.agency.pk}/{each}/").status_code == 404
    assert browser.get("/orgs/governments/new/").status_code == 403


def test_the_forms_open_for_those_who_keep_them(cast: Cast, office: Browser, system: Browser) -> None:
    for browser in (office, system):
        for each in EDITS:
            browser.page(f"/orgs/agencies/{cast.agency.pk}/{each}/")
        browser.page("/orgs/agencies/new/", region="520523")
        browser.page("/orgs/reorganise/", **{"from": str(cast.agency.pk)})
    system.page("/orgs/governments/new/")
    system.page(f"/orgs/governments/{county().pk}/succeed/")
    system.page("/orgs/regions/520523/administer/")


def test_the_administrator_sees_bodies_and_nothing_of_a_case(
    cast: Cast, system: Browser, story: Story
) -> None:
    story.lead()
    page = system.page(f"/orgs/agencies/{cast.agency.pk}/")
    assert story.case.number not in page and "欧阳示例" not in page
