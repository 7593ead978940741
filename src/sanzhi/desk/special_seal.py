"""Issue, sign, seal, serve: one page that shows where a document stands and carries it on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk.addresses import act_url
from sanzhi.desk.case_tabs import document_url
from sanzhi.desk.frame import show
from sanzhi.desk.special_sealing import by_scan, by_service, fact_of, service_ready, signature_of
from sanzhi.desk.special_work import (
    Problem,
    Sent,
    Standing,
    carry_out,
    new_key,
    problem_of,
    sent,
    standing,
)
from sanzhi.desk.views_case import crumbs
from sanzhi.documents.errors import ScanError, SealError
from sanzhi.documents.models import Document
from sanzhi.law.errors import Invalid, NotOpen, SanzhiError
from sanzhi.pages.days import long_day
from sanzhi.pages.navigation import Entry

TITLES = {"notice": "事先告知书", "decision": "处罚决定书"}
_SIGNATURES = 2
_DONE = {
    "issue": "已制作文书，文号已编定。",
    "sign": "您已签署。",
    "scan": "扫描件已核对，用印已登记。",
    "service": "电子印章已加盖。",
}
_CURES: Mapping[type[SanzhiError], str] = {
    ScanError: "换一份扫描件重新上传；每页左下角的二维码须完整清晰。",
    SealError: "稍后再试；急需的，可以打印后盖实物印章，上传扫描件。",
}


@dataclass(frozen=True)
class Stage:
    """One of the four stages of a document: done, now, or to come, with what there is to say of it."""

    title: str
    state: Literal["done", "now", "next"]
    lines: tuple[str, ...]


@as_actor
def seal(request: HttpRequest, actor: Actor, case_id: UUID, kind: str) -> HttpResponse:
    """Where the notice or the decision stands, and the buttons of whoever is here."""
    if kind not in TITLES:
        raise Http404
    file = open_case(actor, case_id)
    if request.method != "POST":
        return _page(request, actor, file, kind)
    form = sent(request.POST)
    try:
        _do(request, file, actor, kind, form)
    except SanzhiError as error:
        problem = problem_of(error, file, actor, _act_of(form.do, kind), _CURES.get(type(error), ""))
        return _page(request, actor, open_case(actor, case_id), kind, problem)
    messages.success(request, _DONE[form.do])
    return redirect("special_seal", case_id, kind)


def _do(request: HttpRequest, file: CaseFile, actor: Actor, kind: str, form: Sent) -> None:
    fact = file.facts.get(fact_of(kind), {})
    if form.do in {"scan", "service"} and fact.get("sealed"):
        # A second click on a slow service finds the first one's seal and is done.
        return
    if form.do in {"scan", "service"} and not fact:
        raise NotOpen(f"{TITLES[kind]}还没有制作，不能用印。")
    if form.do == "scan":
        by_scan(file, actor, kind, form, request.FILES.get("scan"))
    elif form.do == "service" and service_ready():
        by_service(file, actor, kind, form)
    elif form.do in {"issue", "sign"}:
        carry_out(file, actor, _act_of(form.do, kind), form, {})
    else:
        raise Invalid([("do", "办理动作", "请用页面上的按钮办理")])


def _act_of(do: str, kind: str) -> str:
    return f"{do if do in {'issue', 'sign'} else 'seal'}_{kind}"


def _page(
    request: HttpRequest, actor: Actor, file: CaseFile, kind: str, problem: Problem | None = None
) -> HttpResponse:
    fact = file.facts.get(fact_of(kind), {})
    document = Document.objects.filter(pk=fact["id"]).first() if fact else None
    context = {
        "file": file,
        "kind": kind,
        "title": TITLES[kind],
        "fact": fact,
        "document": document,
        "stages": stages(fact, TITLES[kind]),
        "signature": signature_of(document) if document else None,
        "pdf_url": document_url(file.row.id, document.pk) if document else "",
        "service": service_ready(),
        "serve_url": act_url(file.row.id, f"serve_{kind}"),
        "form": {"key": new_key(), "seen": file.row.seq},
        "here": reverse("special_seal", args=[file.row.id, kind]),
        "problem": problem,
        **_standings(file, actor, kind, fact),
        "crumbs": [*crumbs(file), Entry(f"{TITLES[kind]}制作与用印", "")],
    }
    return show(request, actor, "desk/special/seal.html", context, problem.status if problem else 200)


def _standings(
    file: CaseFile, actor: Actor, kind: str, fact: Mapping[str, Any]
) -> dict[str, Standing | None]:
    """The buttons that make sense at this stage; None for the others."""
    signed = {each["officer"] for each in fact.get("signed", [])}
    sealed, served, outdated = (
        bool(fact.get("sealed")),
        bool(fact.get("served_on")),
        _outdated(file, kind, fact),
    )
    wanted = {
        "issue": outdated,
        "sign": not outdated and not sealed and str(actor.officer_id) not in signed,
        "seal": not outdated and not sealed,
        "serve": not outdated and sealed and not served,
    }
    return {
        f"may_{name}": standing(file, actor, f"{name}_{kind}") if it else None for name, it in wanted.items()
    }


def _outdated(file: CaseFile, kind: str, fact: Mapping[str, Any]) -> bool:
    """Nothing is made yet, or a notice binds a draft that has changed since (行政处罚法 Art 44)."""
    return not fact or (kind == "notice" and fact.get("draft") != file.facts.get("draft", {}).get("digest"))


def stages(fact: Mapping[str, Any], title: str) -> list[Stage]:
    """The four stages in order; the first that is not done is the present one."""
    signed = fact.get("signed", [])
    done = [
        (f"制作{title}", bool(fact), _issued_lines(fact)),
        ("两名办案人员签名", len(signed) >= _SIGNATURES, _signed_lines(signed)),
        ("用印", bool(fact.get("sealed")), _sealed_lines(fact)),
        ("送达", bool(fact.get("served_on")), _served_lines(fact)),
    ]
    now = next((place for place, (_, is_done, _) in enumerate(done) if not is_done), len(done))
    return [
        Stage(name, "done" if is_done else "now" if place == now else "next", lines)
        for place, (name, is_done, lines) in enumerate(done)
    ]


def _issued_lines(fact: Mapping[str, Any]) -> tuple[str, ...]:
    return (fact["number"], _day(fact["on"])) if fact else ("编定文号，冻结内容",)


def _signed_lines(signed: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(f"{each['name']}，{_day(each['on'])}" for each in signed) or ("两人分别签署",)


def _sealed_lines(fact: Mapping[str, Any]) -> tuple[str, ...]:
    if not fact.get("sealed"):
        return ("盖实物印章后上传扫描件，", "或者加盖电子印章")
    return ("实物印章，扫描件已核对" if fact["seal_way"] == "scan" else "电子印章", _day(fact["sealed_on"]))


def _served_lines(fact: Mapping[str, Any]) -> tuple[str, ...]:
    if fact.get("served_on"):
        return fact["service_way"], _day(fact["served_on"])
    return ("已用印，可以送达",) if fact.get("sealed") else ("未用印的不得送达",)


def _day(text: str) -> str:
    return long_day(date.fromisoformat(text))
