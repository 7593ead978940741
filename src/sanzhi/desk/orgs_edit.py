"""The pages on which bodies are entered, amended, put under others, ended, and letters registered."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.cases.inheriting import unfinished
from sanzhi.desk import orgs_forms as forms
from sanzhi.desk.orgs_access import governments_for, keeps_anything, kept_agency, may_confirm
from sanzhi.desk.orgs_sheet import Sheet, answer, page_of
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid, NotFound
from sanzhi.orgs import agencies
from sanzhi.orgs.models import Agency, Delegation
from sanzhi.orgs.particulars import of
from sanzhi.registry.models import Power

KEEPERS = ("system", "supervisor")
_OFFICE_ANSWERS = (
    "变更名称、职责、类型、领域、区划的，凭审核确认的文件办理，"
    "并在十五个工作日内重新公告（贵州省行政执法监督办法第十条）。"
)
_CONFIRMED_BY = "执法主体资格由县级以上人民政府审核确认并公告（贵州省行政执法监督办法第十条第一款）。"
_BY_THE_OFFICE = f"{_CONFIRMED_BY}系统管理员在这里只变更联系方式等事项。"


@as_actor
@for_roles(*KEEPERS)
def enter(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """A new body."""
    if not keeps_anything(actor):
        raise PermissionDenied
    governments = governments_for(actor, clock.today())
    begin = {"region": request.GET.get("region", "")[:12]}
    begin |= {"government": str(governments[0].pk)} if len(governments) == 1 else {}
    form = forms.OpeningForm(governments, request.POST or None, initial=begin)
    if "system" in actor.roles:
        form.leave("announced_on")

    def save() -> tuple[str, str]:
        typed = form.cleaned_data
        superior = typed["superior"]
        _own_line(actor, typed["government"], superior, vertical=typed["vertical"])
        made = agencies.open_agency(
            form.particulars(), on=typed["on"], government=forms.chosen(typed["government"]),
            superior=superior.pk if superior else None, by=actor.name,
        )  # fmt: skip
        return page_of(made), f"已登记{made.name}。"

    lead = "登记后即可配置人员和权责事项。" + _CONFIRMED_BY
    return answer(request, actor, Sheet("登记机构", lead, "登记机构", form, save, reverse("orgs_tree")))


def _own_line(actor: Actor, government: str, superior: Agency | None, *, vertical: bool) -> None:
    """An office enters what stands on its own line; else nobody would answer for it."""
    if "system" in actor.roles or government:
        return
    if superior is None or superior.pk != actor.agency_id or not vertical:
        raise Invalid(
            [FieldError("government", "所属政府（块）", "只能登记本级政府（本部门垂直管理）的机构")]
        )


@as_actor
@for_roles(*KEEPERS)
def amend(request: HttpRequest, actor: Actor, agency_id: UUID) -> HttpResponseBase:
    """Other particulars; what somebody else changed meanwhile is told."""
    agency = kept_agency(actor, agency_id, clock.today())
    begin = {**vars(of(agency)), "seen": agency.edition, "on": clock.today()}
    form = forms.AmendingForm(request.POST or None, initial=begin)
    confirms = may_confirm(actor, agency.pk, clock.today())
    if not confirms:
        form.leave()

    def save() -> tuple[str, str]:
        typed = form.cleaned_data
        agencies.amend_agency(
            agency.pk, form.particulars(), on=typed["on"], seen=typed["seen"], paper=typed["paper"],
            by=actor.name,
        )  # fmt: skip
        return page_of(agency), "已变更，原有内容按日期保留。"

    lead = f"{agency.name}。保存即生效，不再经入库审核；此前各日仍显示原来的内容。"
    lead += _OFFICE_ANSWERS if confirms else _BY_THE_OFFICE
    return answer(request, actor, Sheet("变更机构信息", lead, "保存", form, save, page_of(agency)), agency)


@as_actor
@for_roles(*KEEPERS)
def line(request: HttpRequest, actor: Actor, agency_id: UUID) -> HttpResponseBase:
    """Another government or department above a body."""
    agency = kept_agency(actor, agency_id, clock.today())
    form = forms.LineForm(governments_for(actor, clock.today()), request.POST or None)

    def save() -> tuple[str, str]:
        typed = form.cleaned_data
        agencies.change_line(agency.pk, typed["line"], form.head(), since=typed["since"], by=actor.name)
        return page_of(agency), "已调整。新的监督机关将在后台取得案件的查看权限。"

    lead = f"{agency.name}。原监督机关对已有案件继续可以查看。"
    return answer(request, actor, Sheet("调整条块", lead, "调整", form, save, page_of(agency)), agency)


@as_actor
@for_roles(*KEEPERS)
def end(request: HttpRequest, actor: Actor, agency_id: UUID) -> HttpResponseBase:
    """The end of a body that nobody succeeds."""
    agency = kept_agency(actor, agency_id, clock.today())
    form = forms.EndForm(request.POST or None)

    def save() -> tuple[str, str]:
        typed = form.cleaned_data
        left = unfinished(agency.pk)
        agencies.end_agency(agency.pk, on=typed["on"], paper=typed["paper"], unfinished=left, by=actor.name)
        return page_of(agency), f"{agency.name}自{typed['on'].isoformat()}起停用。"

    lead = f"{agency.name}。仍有未结案件或者下级部门的，请改用“机构改革”。停用不能撤回。"
    sheet = Sheet("停用机构", lead, "停用", form, save, page_of(agency), stop=True)
    return answer(request, actor, sheet, agency)


@as_actor
@for_roles(*KEEPERS)
def delegate(request: HttpRequest, actor: Actor, agency_id: UUID) -> HttpResponseBase:
    """A letter of delegation of this agency."""
    agency = kept_agency(actor, agency_id, clock.today())
    form = forms.LetterForm(request.POST or None)

    def save() -> tuple[str, str]:
        typed = form.cleaned_data
        letter = form.letter(_held(agency, typed["term_from"]))
        agencies.delegate(agency.pk, typed["body"].pk, letter, on=clock.today(), by=actor.name)
        return page_of(agency), f"已登记委托书{letter.number}。"

    lead = f"{agency.name}。受委托组织在委托范围内以本机关名义执法，不得再委托（行政处罚法第二十条）。"
    return answer(request, actor, Sheet("登记委托书", lead, "登记", form, save, page_of(agency)), agency)


def _held(agency: Agency, on: object) -> frozenset[str]:
    """The codes of the powers that the agency holds on a day."""
    rows = Power.objects.filter(agency=agency, admitted_on__lte=on).exclude(retired_on__lte=on)
    return frozenset(rows.values_list("code", flat=True))


@as_actor
@for_roles(*KEEPERS)
def letter(request: HttpRequest, actor: Actor, delegation_id: UUID) -> HttpResponseBase:
    """The publication of a letter, or its early end."""
    found = Delegation.objects.filter(pk=delegation_id).first()
    if found is None:
        raise NotFound
    agency = kept_agency(actor, found.agency_id, clock.today())
    form = forms.LetterStepForm(request.POST or None)

    def save() -> tuple[str, str]:
        typed = form.cleaned_data
        if typed["step"] == "publish":
            agencies.publish_letter(found.pk, on=typed["on"])
            return page_of(agency), "已登记公布日。"
        agencies.end_delegation(found.pk, on=typed["on"], reason=typed["end_reason"])
        return page_of(agency), "委托已终止。"

    lead = f"{found.number}，期限 {found.term_from.isoformat()} 至 {found.term_to.isoformat()}。"
    return answer(request, actor, Sheet("委托书", lead, "办理", form, save, page_of(agency)), agency)
