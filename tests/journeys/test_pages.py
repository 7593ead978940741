"""Every kind of page at the desk is accessible, on a wide screen and on a phone."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Desks, Instance

pytestmark = pytest.mark.journey

RULES: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
}
# By person: the kind of page, and its address with the name of a prepared case in braces.
PAGES: dict[str, dict[str, str]] = {
    "officer": {
        "inbox": "/",
        "laws": "/statutes/",
        "law": "/statutes/行政处罚法/",
        "notice without articles": "/statutes/国办发〔2018〕118号/",
        "versions of a law": "/statutes/妇女权益保障法/difference/",
        "what rests on a law": "/statutes/行政处罚法/cited/",
        "tasks of changed laws": "/statutes/tasks/",
        "list": "/cases/",
        "list without a result": "/cases/?q=没有这样的案件",
        "new lead": "/cases/new/",
        "case": "/cases/{prepared}/",
        "evidence of a case": "/cases/{prepared}/?tab=evidence",
        "documents of a case": "/cases/{prepared}/?tab=documents",
        "review of a case": "/cases/{prepared}/?tab=review",
        "publicity of a case": "/cases/{prepared}/?tab=publicity",
        "event": "/cases/{prepared}/events/2/",
        "form": "/cases/{lead_to_read}/acts/propose_filing/",
        "form with a document": "/cases/{expired}/acts/conclude/",
        "upload": "/cases/{expired}/evidence/new/",
        "seal": "/cases/{unsealed_to_read}/seal/decision/",
        "unsealed service": "/cases/{unsealed_to_read}/acts/serve_decision/",
    },
    "head": {
        "units": "/units/",
        "chains": "/units/chains/",
        "substitutions": "/units/terms/",
        "policy of sight": "/units/sight/",
        "handovers": "/handover/",
        "endorsements": "/endorsements/",
        "inbox of the head": "/",
        "case with a refused act": "/cases/{concluded}/",
    },
    "reviewer": {"bench": "/reviews/", "review": "/reviews/{waiting_for_review}/"},
    "editor2": {"releases": "/release/", "release": "/cases/{prepared}/release/"},
    "supervisor": {
        "list of the supervisor": "/cases/",
        "case of the supervisor": "/cases/{prepared}/",
        "admission queue": "/libraries/queue/",
    },
    "clerk": {
        "inbox of the clerk": "/",
        "libraries": "/libraries/",
        "library of powers": "/libraries/power/",
        "library of officers": "/libraries/officer/",
        "form of a power": "/libraries/power/new/",
        "form of an officer": "/libraries/officer/new/",
        "form of a benchmark": "/libraries/benchmark/new/",
        "submissions": "/libraries/submissions/",
    },
    "system": {"system": "/system/"},
    "security": {"security": "/security/"},
    "audit": {"audit": "/audit/"},
}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("person", PAGES)
def test_every_page_of_a_person_is_accessible(
    desks: Desks, cases: dict[str, str], person: str, width: int
) -> None:
    desk = desks(person, width=width)
    for kind, address in PAGES[person].items():
        assert_accessible(desk.open(re.sub(r"\{(\w+)\}", lambda found: cases[found[1]], address)), kind)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_refused_form_is_accessible(desks: Desks, cases: dict[str, str], width: int) -> None:
    officer = desks("officer", width=width)

    officer.refused(cases["lead_to_read"], "propose_filing", {"officers": ["陈一鸣"]})
    assert_accessible(officer.page, "form with missing fields")
    officer.refused(cases["unsealed_to_read"], "serve_decision", {})
    assert_accessible(officer.page, "refusal by the law")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_sign_in_page_is_accessible(browser: Browser, instance: Instance, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{instance.desk}/accounts/login/")
    assert_accessible(page, "sign-in")
    page.close()


def assert_accessible(page: Page, kind: str) -> None:
    """No violation, with everything unfolded, and nothing beyond the right edge."""
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{kind} at {page.url}: {found.generate_report()}"
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
