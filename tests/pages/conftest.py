"""What the tests of pages share: addresses, rows to list, a browser over rendered pages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import Settings

from tests.pages.models import Decision, Office, make_tables


@pytest.fixture
def addresses(settings: Settings) -> None:
    """Only the style guide and the pages that every program has, without sign-in and session."""
    settings.ROOT_URLCONF = "tests.pages.guide"
    settings.MIDDLEWARE = ["sanzhi.pages.security.ContentSecurityPolicy"]
    settings.SANZHI_SITE_NAME = "毕节市行政执法公示平台"
    settings.SANZHI_SITE = {"organiser": "毕节市司法局", "code": "5205000000"}
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "sanzhi.pages.context.site",
                ]
            },
        }
    ]


@pytest.fixture
def decisions(db: None) -> list[Decision]:
    """Twenty-five decisions on ten days, every fifth without an instant of service or an office."""
    make_tables()
    office = Office.objects.create(name="金沙")
    return [
        Decision.objects.create(
            title=f"决定{number:02d}",
            fine=number % 4 * 100,
            decided_on=date(2026, 1, 1) + timedelta(days=number % 10),
            served_at=datetime(2026, 2, 1 + number % 7, tzinfo=UTC) if number % 5 else None,
            office=office if number % 5 else None,
        )
        for number in range(25)
    ]
