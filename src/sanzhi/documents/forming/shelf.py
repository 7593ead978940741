"""The forms that ship with the program."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sanzhi.documents.forming.form import Form, FormError, read
from sanzhi.law.errors import NotFound

REFERENCE = 16
"""How many hexadecimal digits of the digest stand in the reference of a document."""


@cache
def shipped() -> Mapping[str, Form]:
    """The newest form of each kind, in the order of the case; raises `FormError` naming the file."""
    newest: dict[str, Form] = {}
    for form in sorted(every_version(), key=lambda each: each.version):
        newest[form.name] = form
    return {form.name: form for form in sorted(newest.values(), key=lambda each: (each.order, each.name))}


@cache
def every_version() -> tuple[Form, ...]:
    """Every version that ships, by name of its file; raises `FormError` naming the file."""
    folder = files("sanzhi.documents") / "forms"
    found = []
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if not entry.name.endswith(".json"):
            continue
        try:
            form = read(json.loads(entry.read_text(encoding="utf-8")))
        except ValueError as error:
            raise FormError(entry.name, [f"不是 JSON：{error}"]) from error
        if entry.name != f"{form.template_name}.json":
            raise FormError(entry.name, [f"文件名应当是 {form.template_name}.json"])
        found.append(form)
    return tuple(found)


def get(name: str) -> Form:
    """The newest shipped form of a kind; raises `NotFound`."""
    try:
        return shipped()[name]
    except KeyError:
        raise NotFound(f"没有名为“{name}”的文书种类。") from None


def reference(form: Form) -> str:
    """How a document names its form: `decision.v2@0123456789abcdef`."""
    return f"{form.template_name}@{form.digest[:REFERENCE]}"
