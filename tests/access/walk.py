"""Every address of a program, as its resolvers know it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

_PARAM = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
_NAMED_GROUP = re.compile(r"\(\?P<(?P<name>\w+)>[^)]*\)")
_NOTHING = "00000000-0000-4000-8000-000000000000"
_PLAIN = {"uuid": _NOTHING, "uuidstr": _NOTHING, "int": "1"}


@dataclass(frozen=True)
class Address:
    """One pattern of addresses: ``cases/<uuid:case_id>/``."""

    route: str

    @property
    def params(self) -> dict[str, str]:
        """The kind of each parameter by its name."""
        return {found["name"]: found["kind"] or "str" for found in _PARAM.finditer(self.route)}

    def filled(self, values: Mapping[str, Any]) -> str:
        """An address with these values; what is not named gets one that leads to nothing."""
        plain = _NAMED_GROUP.sub("x", self.route).replace("^", "").replace("$", "")
        return "/" + _PARAM.sub(
            lambda found: str(values.get(found["name"], _PLAIN.get(found["kind"] or "str", "x"))), plain
        )


def addresses(urlconf: str) -> list[Address]:
    """All of them, in the order in which they are tried; one that stands twice is named once."""
    return list(dict.fromkeys(Address(route) for route in _walk(get_resolver(urlconf), "")))


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from _walk(each, route)
