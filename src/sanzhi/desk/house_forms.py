"""The forms by which a head orders the agency, and a leader his own absence."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from sanzhi.accounts.models import User
from sanzhi.accounts.units import Post
from sanzhi.cases import house
from sanzhi.cases.chains import chainable
from sanzhi.cases.sight import PURPOSES
from sanzhi.desk.form_fields import day_field, offer_choices, offer_rows
from sanzhi.jobs import clock
from sanzhi.orgs.approval import Level
from sanzhi.orgs.units import SightPolicy, Unit

_OTHER = "other"


class UnitForm(forms.Form):
    """A new unit."""

    name = forms.CharField(label="名称", max_length=60, help_text="例如 综合执法大队")
    kind = forms.ChoiceField(label="类别", choices=Unit.KINDS)
    parent = forms.ModelChoiceField(
        label="上级内设机构", queryset=Unit.objects.none(), required=False, empty_label="无"
    )
    since = day_field("设立日期")

    def __init__(self, agency: UUID, data: Any = None) -> None:
        super().__init__(data)
        offer_rows(self, "parent", Unit.objects.filter(agency_id=agency, until=None))


class PostForm(forms.Form):
    """Somebody's post in a unit."""

    user = forms.ModelChoiceField(label="人员", queryset=User.objects.none(), empty_label="请选择")
    post = forms.ChoiceField(label="职位", choices=Post.choices)
    since = day_field("任职日期")

    def __init__(self, agency: UUID, data: Any = None) -> None:
        super().__init__(data)
        offer_rows(self, "user", _accounts(house.colleagues(agency)))


class ChainForm(forms.Form):
    """The levels of an act."""

    act = forms.ChoiceField(label="办理动作", choices=())
    levels = forms.MultipleChoiceField(
        label="审批层级",
        choices=[(level.value, level.words) for level in Level],
        widget=forms.CheckboxSelectMultiple,
        help_text="从低到高依次审签，最后一级办理该事项。",
    )
    basis = forms.CharField(
        label="依据的制度", max_length=120, help_text="本机关审批制度的名称，拒绝时一并引用"
    )
    since = day_field("启用日期", "不能早于今天")

    def __init__(self, agency: UUID, data: Any = None) -> None:
        super().__init__(data)
        offer_choices(self, "act", [(act.name, act.title) for act in chainable()])


class PolicyForm(forms.Form):
    """Which cases officers may look at."""

    level = forms.ChoiceField(label="查看范围", choices=SightPolicy.LEVELS, widget=forms.RadioSelect)
    basis = forms.CharField(label="依据的制度", max_length=120)
    since = day_field("启用日期", "不能早于今天")

    def __init__(self, agency: UUID, data: Any = None) -> None:
        super().__init__(data)


class TermForm(forms.Form):
    """Who stands in for whom, when, for what; a leader who is no head of the agency speaks for himself."""

    absent = forms.ModelChoiceField(label="被代行人", queryset=User.objects.none(), empty_label="请选择")
    substitute = forms.ModelChoiceField(label="代行人", queryset=User.objects.none(), empty_label="请选择")
    since = day_field("起日")
    until = day_field("止日", "含当日，一次不超过一年")
    acts = forms.MultipleChoiceField(
        label="代行事项", required=False, widget=forms.CheckboxSelectMultiple, help_text="不选的为全部事项"
    )
    reason = forms.CharField(label="事由", max_length=200, help_text="例如 外出学习")
    letter = forms.CharField(label="委托书（通知）文号", max_length=80)

    def __init__(self, agency: UUID, data: Any = None, *, only: UUID | None = None) -> None:
        super().__init__(data)
        people = house.colleagues(agency)
        today = clock.today()
        leaders = [each for each in people if house.leads(each, today)]
        offer_rows(self, "absent", _accounts([each for each in leaders if only in (None, each.pk)]))
        offer_rows(self, "substitute", _accounts(people))
        offer_choices(self, "acts", [(act.name, act.title) for act in chainable()])


class PurposeForm(forms.Form):
    """Why somebody looks at a case of somebody else."""

    chosen = forms.ChoiceField(
        label="查看目的",
        choices=[*((each, each) for each in PURPOSES), (_OTHER, "其他（请在下面写明）")],
        widget=forms.RadioSelect,
        error_messages={"required": "请写明查看目的"},
    )
    other = forms.CharField(label="其他目的", max_length=100, required=False)

    @property
    def purpose(self) -> str:
        """What was chosen, or typed."""
        chosen = str(self.cleaned_data["chosen"])
        return str(self.cleaned_data["other"]) if chosen == _OTHER else chosen


def _accounts(people: Sequence[User]) -> QuerySet[User]:
    return User.objects.filter(pk__in=[each.pk for each in people]).order_by("display_name")
