"""The register of numbers: every number of the agency, the blocks of its officers, and the account."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor, employed
from sanzhi.accounts.models import User
from sanzhi.cases.house import colleagues
from sanzhi.cases.opening import CASE_WORD
from sanzhi.desk.form_fields import day_input, offer_choices, offer_rows, tell
from sanzhi.desk.frame import WORKERS, show
from sanzhi.desk.house import agency_of, may_order, tabs
from sanzhi.documents import number_book
from sanzhi.documents.drafting import in_force, names
from sanzhi.documents.numbering import NumberBlock, NumberState, NumberUse
from sanzhi.jobs import clock
from sanzhi.law.errors import Invalid, NotFound
from sanzhi.orgs.models import Agency
from sanzhi.pages.filters import Choice, Days, Filter, Text, contains, equals
from sanzhi.pages.navigation import Entry
from sanzhi.pages.table import Column, Table


class ReserveForm(forms.Form):
    """A block for an officer who goes where there is no network."""

    holder = forms.ModelChoiceField(label="领用人", queryset=User.objects.none(), empty_label="请选择")
    word = forms.ChoiceField(label="文书", choices=())
    count = forms.IntegerField(label="数量", min_value=1, max_value=number_book.MOST_IN_A_BLOCK)
    until = forms.DateField(label="使用截止", widget=day_input(), help_text="含当日，不晚于今年最后一日")
    reason = forms.CharField(label="领用事由", max_length=200, help_text="例如 山区巡查，无网络")

    def __init__(self, agency: UUID, data: Any = None) -> None:
        super().__init__(data)
        people = [each.pk for each in colleagues(agency)]
        offer_rows(self, "holder", User.objects.filter(pk__in=people, officer__isnull=False))
        offer_choices(self, "word", words())


class OpenForm(forms.Form):
    """A series that goes on where another system stopped."""

    word = forms.ChoiceField(label="文书", choices=())
    first = forms.IntegerField(label="起始号", min_value=1, help_text="以前的号由原系统或者纸质台账使用")
    reason = forms.CharField(label="起始原因", max_length=200, help_text="例如 年中启用，1 至 57 号见原系统")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        offer_choices(self, "word", words())


class ReasonForm(forms.Form):
    """Why a number or a block is not used."""

    reason = forms.CharField(label="作废原因", max_length=200, help_text="例如 填写错误、未使用交回")


def words() -> list[tuple[str, str]]:
    """The words of numbers with what they number, as choices."""
    found = {CASE_WORD: "案件"}
    for name in names():
        sheet = in_force(name)
        if sheet.number_word:
            found.setdefault(sheet.number_word, sheet.title)
    return [(word, f"{title}（{word}）") for word, title in found.items()]


@as_actor
@for_roles(*WORKERS)
def numbers(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Every number of the agency, and the account of the year."""
    agency = agency_of(actor)
    form = _form(request, actor, OpenForm)
    if form is not None and form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            opened = number_book.open_series(
                agency_id=agency, word=typed["word"], year=clock.today().year, first=typed["first"],
                reason=typed["reason"], by=actor.name,
            )  # fmt: skip
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, f"{opened}自 {opened.first} 号起使用。")
            return redirect("numbers")
    view = _numbers(agency).read(request)
    context = {
        "table": view,
        "accounts": number_book.accounts(agency, clock.today().year),
        "year": clock.today().year,
        "heads": ("文号字", "起", "止", "已使用", "预留", "作废", "去处不明", "起始原因"),
        "form": form,
        "open": form is not None and form.is_bound,
        "tabs": tabs("numbers", actor),
        "crumbs": [Entry("机构内部", reverse("house_units")), Entry("文号登记簿", "")],
    }
    status = 422 if form is not None and form.is_bound else 200
    return view.download or show(request, actor, "desk/numbers/register.html", context, status)


@as_actor
@for_roles(*WORKERS)
def blocks(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The blocks of the agency: a head reserves, officers see their own."""
    agency = agency_of(actor)
    form = _form(request, actor, partial(ReserveForm, agency))
    if form is not None and form.is_bound and form.is_valid():
        typed = form.cleaned_data
        try:
            made = number_book.reserve(
                agency_id=agency, short=Agency.objects.get(pk=agency).short, word=typed["word"],
                count=typed["count"], holder_id=typed["holder"].pk, holder=typed["holder"].display_name,
                until=typed["until"], reason=typed["reason"], by=actor.name,
            )  # fmt: skip
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, f"已为{made.holder}预留{made}。")
            return redirect("number_block", made.pk)
    view = _blocks(actor, agency).read(request)
    context = {
        "table": view,
        "form": form,
        "open": form is not None and form.is_bound,
        "tabs": tabs("numbers", actor),
        "crumbs": [Entry("文号登记簿", reverse("numbers")), Entry("预留号段", "")],
    }
    status = 422 if form is not None and form.is_bound else 200
    return view.download or show(request, actor, "desk/numbers/blocks.html", context, status)


@as_actor
@for_roles(*WORKERS)
def block(request: HttpRequest, actor: Actor, block_id: UUID) -> HttpResponse:
    """One block with its numbers: print it to take along, void a spoilt number, give the rest back."""
    found = _visible(actor).filter(pk=block_id).first()
    if found is None:
        raise NotFound
    form = ReasonForm(_sent(request))
    if form.is_bound and form.is_valid():
        try:
            said = _settle(actor, found, request.POST.get("number", ""), form.cleaned_data["reason"])
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, said)
            return redirect("number_block", found.pk)
    context = {
        "block": found,
        "numbers": found.numbers.order_by("sequence"),
        "form": form,
        "crumbs": [Entry("预留号段", reverse("number_blocks")), Entry(str(found), "")],
    }
    return show(request, actor, "desk/numbers/block.html", context, 422 if form.is_bound else 200)


def _form(request: HttpRequest, actor: Actor, form: Callable[[Any], Any]) -> Any:
    """The form for those who may order; who may not and sends one all the same is refused."""
    if may_order(actor):
        return form(_sent(request))
    if request.method == "POST":
        raise PermissionDenied
    return None


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _settle(actor: Actor, found: NumberBlock, number: str, reason: str) -> str:
    if number:
        holder = None if may_order(actor) else actor.user_id
        number_book.spoil(number, agency_id=found.agency_id, holder_id=holder, reason=reason, by=actor.name)
        return f"{number}已作废。"
    if not may_order(actor):
        raise PermissionDenied
    left = number_book.give_back(found.pk, agency_id=found.agency_id, reason=reason, by=actor.name)
    return f"号段已交回，未使用的 {left} 个号作废并登记原因。"


def _visible(actor: Actor) -> Any:
    rows = NumberBlock.objects.filter(agency_id=agency_of(actor))
    return rows if may_order(actor) else rows.filter(holder_id=employed(actor)[0])


def _numbers(agency: UUID) -> Table[NumberUse]:
    columns = [
        Column[NumberUse]("text", "文号", lambda row: row.text),
        Column[NumberUse]("word", "文号字", lambda row: row.word, sort="word"),
        Column[NumberUse]("year", "年度", lambda row: row.year, kind="number", sort="year"),
        Column[NumberUse]("sequence", "序号", lambda row: row.sequence, kind="number", sort="sequence"),
        Column[NumberUse]("state", "状态", lambda row: NumberState(row.state).label),
        Column[NumberUse](
            "case",
            "案件",
            lambda row: "查看" if row.case_id else "",
            href=lambda row: reverse("desk_case", args=[row.case_id]) if row.case_id else "",
            exported=False,
        ),
        Column[NumberUse]("taken", "取号时间", lambda row: row.taken_at, kind="time", sort="taken_at"),
        Column[NumberUse]("reason", "作废原因", lambda row: row.reason),
        Column[NumberUse]("by", "作废人", lambda row: row.by),
        Column[NumberUse]("voided", "作废时间", lambda row: row.voided_at, kind="time"),
    ]
    filters: list[Filter] = [
        Text("q", "文号", contains("text")),
        Choice("word", "文书", words(), equals("word")),
        Choice("state", "状态", NumberState.choices, equals("state")),
        Days("taken", "取号时间", "taken_at", instant=True),
    ]
    rows = NumberUse.objects.filter(agency_id=agency)
    empty = "还没有取过文号：制作第一份文书时自动取号。"
    return Table("文号登记簿", columns, rows, filters, sort="-taken_at", key="numbers", empty=empty)


def _blocks(actor: Actor, agency: UUID) -> Table[NumberBlock]:
    columns = [
        Column[NumberBlock]("block", "号段", str, href=lambda row: reverse("number_block", args=[row.pk])),
        Column[NumberBlock]("holder", "领用人", lambda row: row.holder, sort="holder"),
        Column[NumberBlock]("until", "使用截止", lambda row: row.until, kind="date", sort="until"),
        Column[NumberBlock]("reason", "领用事由", lambda row: row.reason),
        Column[NumberBlock]("by", "发放人", lambda row: row.by),
        Column[NumberBlock]("at", "发放时间", lambda row: row.at, kind="time", sort="at"),
        Column[NumberBlock]("returned", "交回时间", lambda row: row.returned_at, kind="time"),
    ]
    filters: list[Filter] = [
        Text("q", "领用人", contains("holder")),
        Choice("word", "文书", words(), equals("word")),
    ]
    empty = "没有预留号段。"
    return Table("预留号段", columns, _visible(actor), filters, sort="-at", key="blocks", empty=empty)
