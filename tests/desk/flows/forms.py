"""The forms of the designer as a browser would send them."""

import re
from typing import Any

from django.urls import reverse

from sanzhi.procedure.models import ProcedureDraft

HTMX = {"HX-Request": "true"}


def at(draft: ProcedureDraft, step: str = "") -> str:
    return reverse("flow_step", args=[draft.pk, step]) if step else reverse("flow_draft", args=[draft.pk])


def form_of(page: str) -> dict[str, Any]:
    """What the form of a step would send as it stands."""
    form = page[page.index('id="step-form"') :]
    form = form[: form.index("</form>")]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is None or ("checkbox" in tag and "checked" not in tag):
            continue
        text = value[1] if value else ""
        if "checkbox" in tag:
            found.setdefault(name[1], []).append(text or "on")
        else:
            found[name[1]] = text.replace("&quot;", '"')
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return found
