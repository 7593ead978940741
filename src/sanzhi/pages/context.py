"""What every template knows: the site, whether it is a demonstration, the menu, the elder mode."""

from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sanzhi.pages.elder import is_on
from sanzhi.pages.navigation import entries, lit


@dataclass(frozen=True)
class Site:
    """Lines that 政府网站发展指引 (国办发〔2017〕47号) asks of a footer and of the page's meta tags.

    Every field is text; an empty field is left out of the page.
    """

    organiser: str = ""
    operator: str = ""
    contact: str = ""
    address: str = ""
    icp: str = ""
    police: str = ""
    code: str = ""
    domain: str = ""


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor.  Reads SANZHI_SITE_NAME, SANZHI_DEMO, SANZHI_SITE and SANZHI_MODULES.

    SANZHI_SITE is a mapping with keys of ``Site``; SANZHI_MODULES is a list of (title, URL name).
    """
    return {
        "site_name": getattr(settings, "SANZHI_SITE_NAME", "行政执法三项制度平台"),
        "site": _site(getattr(settings, "SANZHI_SITE", {})),
        "demo": bool(getattr(settings, "SANZHI_DEMO", False)),
        "modules": lit(entries(getattr(settings, "SANZHI_MODULES", ())), request.path),
        "elder": is_on(request),
    }


def _site(given: dict[str, str]) -> Site:
    known = {field.name for field in fields(Site)}
    return Site(**{key: value for key, value in given.items() if key in known})
