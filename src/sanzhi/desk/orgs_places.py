"""The pages on which the system administrator keeps governments and who administers which place."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from sanzhi.accounts.access import as_actor, for_roles
from sanzhi.accounts.actors import Actor
from sanzhi.desk import orgs_forms as forms
from sanzhi.desk.orgs import place_url
from sanzhi.desk.orgs_sheet import Sheet, answer
from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound
from sanzhi.orgs import agencies
from sanzhi.orgs.models import Government, Region
from sanzhi.orgs.regions import administer as put_under


@as_actor
@for_roles("system")
def government(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """A government, or the committee of a management area."""
    begin = {"region": request.GET.get("region", "")[:12]}
    form = forms.GovernmentForm(request.POST or None, initial=begin)

    def save() -> tuple[str, str]:
        typed = form.cleaned_data
        made = agencies.open_government(typed["name"], typed["region"], on=typed["on"])
        return place_url(made.region_id, clock.today()), f"已登记{made.name}。"

    lead = "管理区登记其管理委员会。"
    return answer(request, actor, Sheet("登记政府", lead, "登记", form, save, reverse("orgs_tree")))


@as_actor
@for_roles("system")
def succeed(request: HttpRequest, actor: Actor, government_id: UUID) -> HttpResponseBase:
    """A government that follows another one."""
    old = Government.objects.filter(pk=government_id).first()
    if old is None:
        raise NotFound
    form = forms.SuccessionForm(request.POST or None, initial={"region": old.region_id})

    def save() -> tuple[str, str]:
        typed = form.cleaned_data
        new = agencies.succeed_government(
            old.pk, typed["name"], typed["region"], on=typed["on"], paper=typed["paper"], by=actor.name
        )
        return place_url(new.region_id, clock.today()), f"{new.name}已承继{old.name}，所属机构同日转入。"

    lead = f"{old.name}停用，由新的政府承继。两者的监督人员都可以查看已有案件。"
    return answer(request, actor, Sheet("政府承继", lead, "承继", form, save, reverse("orgs_tree")))


@as_actor
@for_roles("system")
def administer(request: HttpRequest, actor: Actor, code: str) -> HttpResponseBase:
    """Who administers a place, whatever its code says."""
    region = Region.objects.filter(code=code).first() if code.isalnum() else None
    if region is None:
        raise NotFound
    proposed = region.administrations.filter(confirmed=False).first()
    form = forms.AdministrationForm(request.POST or None, initial={"by": proposed.by_id if proposed else ""})

    def save() -> tuple[str, str]:
        typed = form.cleaned_data
        held = put_under(region.code, typed["by"], since=typed["since"], paper=typed["paper"])
        return place_url(region.code, clock.today()), f"{region.name}自{held.since}起由{held.by.name}管理。"

    lead = f"{region.full_name}（{region.code}）。只影响政府的监督关系，区划代码不变。"
    back = place_url(region.code, clock.today())
    return answer(request, actor, Sheet("调整管理关系", lead, "登记", form, save, back))
