"""The trial run: play a flow act by act with chosen facts. The address holds the play; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk import flow_words as words
from sanzhi.desk.flow_draft import crumbs
from sanzhi.desk.flow_drawing import Marks, draw
from sanzhi.desk.frame import show
from sanzhi.desk.words import act_title
from sanzhi.procedure import drafts
from sanzhi.procedure.examining import examine
from sanzhi.procedure.interpreter import open_steps
from sanzhi.procedure.legal import legal_model
from sanzhi.procedure.shapes import Bundle
from sanzhi.procedure.trial import Choice, NotPlayable, Play, Played, choices, play

_MOST = 200


@dataclass(frozen=True)
class Offered:
    """An act that may be played next, with the address at which it has been."""

    step: str
    title: str
    words: str
    url: str
    broken: tuple[tuple[str, str], ...]


@as_actor
@for_roles(*drafts.WRITERS)
def trial(request: HttpRequest, actor: Actor, draft_id: UUID) -> HttpResponse:
    """The page of a trial run of a draft."""
    found = drafts.draft_of(actor, draft_id)
    address = reverse("flow_trial", args=[draft_id])
    context: dict[str, Any] = {
        "draft": found, "address": address, "back": reverse("flow_draft", args=[draft_id]),
        "crumbs": crumbs(found, ("试运行", "")),
    }  # fmt: skip
    bundle = examine(found.document, drafts.step_names()).bundle
    if bundle is None:
        return show(request, actor, "desk/flow/trial.html", context)
    done, given = _read(request), _given(request, found.document)
    try:
        state = play(bundle, done, given)
    except NotPlayable as error:
        context["problem"] = f"{error}。试运行从头开始。"
        done, state = [], play(bundle, [], given)
    return show(
        request, actor, "desk/flow/trial.html", context | _shown(state, done, given, found.document, address)
    )


def _shown(
    state: Play, done: Sequence[Played], given: Mapping[str, Any], document: Mapping[str, Any], address: str
) -> dict[str, Any]:
    bundle, titles = state.bundle, words.fact_titles(document)
    present = [token.step for token in open_steps(state.marking)]
    path = list(dict.fromkeys(each.step for each in done))
    model = legal_model()
    return {
        "bundle": bundle, "over": state.over,
        "drawing": draw(bundle, Marks(path=path, present=frozenset(present))),
        "present": [bundle.steps[each].title for each in present],
        "waiting": sorted({bundle.steps[each.step].title for each in state.marking if each.came_from}),
        "done": [_told(each, bundle) for each in done],
        "offered": [_offered(each, bundle, done, given, address) for each in choices(state)],
        "earlier": _url(address, done[:-1], given) if done else "", "sent": [_written(each) for each in done],
        "legal": [model.facts[each] for each in model.facts if each in state.legal],
        "chosen": [
            (name, titles.get(name, name), str(given.get(name, "")))
            for name in words.asked(document) if name not in _set_by_acts()
        ],
    }  # fmt: skip


def _set_by_acts() -> set[str]:
    """The facts that the table of effects gives a value: nobody need choose them."""
    model = legal_model()
    valued = {name for effect in model.effects.values() for each in effect.outcomes for name in each.values}
    return valued | set(model.known)


def _offered(
    choice: Choice, bundle: Bundle, done: Sequence[Played], given: Mapping[str, Any], address: str
) -> Offered:
    played = choice.played
    clock = f"（{played.clock} 届满）" if played.clock else ""
    url = _url(address, [*done, played], given)
    title = act_title(played.act) + clock
    broken = tuple(
        (each.words.replace("{act}", title), f"《{each.law}》{each.article}" if each.law else "")
        for each in choice.broken
    )
    return Offered(bundle.steps[played.step].title, title, choice.words, url, broken)


def _told(each: Played, bundle: Bundle) -> str:
    return f"{bundle.steps[each.step].title}：{act_title(each.act)}"


def _url(address: str, done: Sequence[Played], given: Mapping[str, Any]) -> str:
    pairs = [("do", _written(each)) for each in done]
    pairs += [(f"fact.{name}", str(value)) for name, value in given.items()]
    return f"{address}?{urlencode(pairs)}#now"


def _written(each: Played) -> str:
    return f"{each.step}.{each.act}.{each.clock}.{each.outcome}"


def _read(request: HttpRequest) -> list[Played]:
    found = []
    for text in request.GET.getlist("do")[:_MOST]:
        parts = text.split(".")
        if len(parts) == 4 and parts[3].isdecimal() and len(parts[3]) < 3:
            found.append(Played(parts[0], parts[1], parts[2], int(parts[3])))
    return found


def _given(request: HttpRequest, document: Mapping[str, Any]) -> dict[str, Any]:
    sent = {name: request.GET.get(f"fact.{name}", "").strip()[:60] for name in words.asked(document)}
    return {name: _value(text) for name, text in sent.items() if text}


def _value(text: str) -> Any:
    return {"是": True, "否": False}.get(text, int(text) if text.isdecimal() else text)
