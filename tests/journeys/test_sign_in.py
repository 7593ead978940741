"""Two factors: an app, a passkey, a reset; and a session that ends without taking the text along."""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Desks, Instance, wait_until
from tests.journeys.seed import PASSWORD
from tests.journeys.test_pages import assert_accessible

pytestmark = pytest.mark.journey
OWN = "her-own-Password-8"


def code(secret: str) -> str:
    """What an app shows now (RFC 6238), computed from the secret that the page shows."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    made = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    place = made[-1] & 15
    return f"{(struct.unpack('>I', made[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """The reviewer's own browser, with an authenticator built in as a laptop has one."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    found = context.new_page()
    device = context.new_cdp_session(found)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield found
    context.close()


def by_name(instance: Instance) -> str:
    """The desk by the name of its host: a passkey belongs to a name and never to a number."""
    return instance.desk.replace("127.0.0.1", "localhost")


def open_account(security: Page, instance: Instance) -> str:
    """The security administrator makes the account of a reviewer; the one-time link."""
    security.goto(f"{instance.desk}/security/")
    security.get_by_text("开立账号", exact=True).click()
    security.locator("#f-username").fill("zhao")
    security.locator("#f-display_name").fill("赵新审")
    security.locator("#f-agency").select_option(label="金沙县市场监督管理局")
    security.locator("details.sp-new").get_by_label("法制审核人员").check()
    security.get_by_role("button", name="开立账号并生成一次性链接").click()
    return one_time_link(security, instance)


def one_time_link(security: Page, instance: Instance) -> str:
    link = security.locator(".sp-secret code").inner_text()
    return link.replace(instance.desk, by_name(instance))


def type_password(page: Page, instance: Instance) -> None:
    page.goto(f"{by_name(instance)}/accounts/login/")
    page.get_by_label("账号", exact=True).fill("zhao")
    page.get_by_label("密码", exact=True).fill(OWN)
    page.get_by_role("button", name="登录", exact=True).click()


def test_a_reviewer_enrols_an_app_and_a_passkey_and_has_them_reset(
    desks: Desks, instance: Instance, page: Page
) -> None:
    security = desks("security").page
    page.goto(open_account(security, instance))
    page.get_by_label("新密码", exact=True).fill(OWN)
    page.get_by_label("再次输入新密码").fill(OWN)
    page.get_by_role("button", name="设置密码").click()

    _enrol_app(page, instance)
    _add_passkey_and_use_it(page, instance)
    _is_reset(security, page, instance)

    audit = desks("audit").page
    wait_until(audit, f"{instance.desk}/audit/access/?verb=second_factor_reset", "手机遗失")
    assert_accessible(audit, "access log")


def _enrol_app(page: Page, instance: Instance) -> None:
    type_password(page, instance)
    page.wait_for_url("**/accounts/enrol/")
    assert_accessible(page, "enrolment")
    page.get_by_role("link", name="手机验证器").click()
    assert_accessible(page, "app")
    page.get_by_label("验证码").fill(code(page.locator("code[data-secret]").inner_text()))
    page.get_by_role("button", name="启用验证器").click()
    expect(page.locator("[data-codes] li")).to_have_count(10)
    assert_accessible(page, "recovery codes")
    page.get_by_role("link", name="已保存，继续").click()
    expect(page.get_by_role("heading", name="待办事项")).to_be_visible()


def _add_passkey_and_use_it(page: Page, instance: Instance) -> None:
    page.goto(f"{by_name(instance)}/accounts/safety/")
    assert_accessible(page, "safety")
    page.get_by_role("link", name="添加通行密钥").click()
    page.get_by_role("button", name="添加通行密钥").click()
    page.wait_for_url("**/accounts/safety/")
    expect(page.get_by_text("通行密钥 1")).to_be_visible()
    page.context.clear_cookies()
    type_password(page, instance)
    page.wait_for_url("**/accounts/code/")
    assert_accessible(page, "second step")
    page.get_by_role("button", name="使用通行密钥").click()
    expect(page.get_by_role("heading", name="待办事项")).to_be_visible()


def _is_reset(security: Page, page: Page, instance: Instance) -> None:
    security.goto(f"{instance.desk}/security/?q=zhao")
    security.locator("summary", has_text="重设第二重验证").click()
    security.get_by_label("理由").fill("手机遗失")
    security.get_by_role("button", name="重设并生成一次性链接").click()
    link = one_time_link(security, instance)

    page.goto(f"{by_name(instance)}/")
    page.wait_for_url("**/accounts/login/**")
    type_password(page, instance)
    expect(page.get_by_role("heading", name="需要一次性链接")).to_be_visible()
    page.get_by_role("button", name="退出登录").click()
    page.goto(link)
    expect(page.get_by_text("手机遗失")).to_be_visible()
    assert_accessible(page, "reset")
    type_password(page, instance)
    page.wait_for_url("**/accounts/enrol/")
    page.get_by_role("link", name="通行密钥", exact=True).click()
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page.locator("[data-codes] li")).to_have_count(10)


def test_in_a_demonstration_one_click_signs_in_who_needs_two_factors(
    browser: Browser, instance: Instance
) -> None:
    for _ in range(2):
        page = browser.new_page(locale="zh-CN")
        page.goto(f"{instance.desk}/accounts/login/")
        page.locator('button[name="username"][value="head"]').click()
        page.wait_for_url(f"{instance.desk}/")
        expect(page.get_by_role("heading", name="待办事项")).to_be_visible()
        page.close()


def test_a_session_warns_before_it_ends_and_keeps_what_was_typed(
    browser: Browser, instance: Instance
) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.clock.install()
    _sign_in(page, instance)
    page.goto(f"{instance.desk}/cases/new/")
    page.locator("[name=summary]").fill("群众投诉，写了很久。")

    page.clock.fast_forward("07:58:30")
    expect(page.get_by_role("alertdialog")).to_contain_text("将自动退出")
    page.get_by_role("button", name="继续办理").click()
    expect(page.get_by_role("alertdialog")).to_have_count(0)

    elsewhere = context.new_page()
    _end_session(elsewhere, instance)
    page.clock.fast_forward("08:00:30")
    expect(page.get_by_role("alertdialog")).to_contain_text("填写的内容还在")
    expect(page.locator("[name=summary]")).to_have_value("群众投诉，写了很久。")

    _sign_in(elsewhere, instance)
    page.clock.fast_forward("00:00:10")
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        page.locator("#act-form .dk-submit button.sz-btn--main").click()
    assert sent.value.status == 422, "the form token of the new session is in the old form"
    context.close()


def _sign_in(page: Page, instance: Instance) -> None:
    page.goto(f"{instance.desk}/accounts/login/")
    page.get_by_label("账号", exact=True).fill("second")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(f"{instance.desk}/")


def _end_session(page: Page, instance: Instance) -> None:
    page.goto(f"{instance.desk}/accounts/logout/")
    page.locator("form[data-desk-forget] button").click()
    page.wait_for_url("**/accounts/login/**")
