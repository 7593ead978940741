"""The forms of bodies: particulars, lines, ends, letters, governments. They read, and ``orgs`` judges."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet

from sanzhi.desk.form_fields import day_field, day_input, offer_choices, offer_rows
from sanzhi.jobs import clock
from sanzhi.orgs.agencies import Letter, Particulars
from sanzhi.orgs.models import Agency, Government, Kind, Level
from sanzhi.orgs.particulars import FIELDS

_AREA = forms.Textarea(attrs={"rows": 3})
# What a government confirms of a body and announces (贵州省行政执法监督办法 Art 10).
_CONFIRMED = (
    "name",
    "uscc",
    "kind",
    "domain",
    "level",
    "region",
    "vertical",
    "basis",
    "duty",
    "announced_on",
)


class AgencyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic where the program runs
    """One of the bodies, by name."""

    def __init__(self, label: str, *, required: bool = True, hint: str = "") -> None:
        super().__init__(
            label=label, queryset=Agency.objects.none(), required=required, help_text=hint,
            empty_label="请选择" if required else "无",
        )  # fmt: skip


def standing(on: date) -> QuerySet[Agency]:
    """The bodies that exist on a day."""
    begun, over = Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gt=on)
    return Agency.objects.filter(begun, over).order_by("level", "name")


def governments_field(governments: Iterable[Government]) -> list[tuple[str, str]]:
    """The options of a choice of governments."""
    return [("", "无（垂直管理）"), *((str(each.pk), each.name) for each in governments)]


def chosen(value: str) -> UUID | None:
    """The id behind an option; None for the empty one."""
    return UUID(value) if value else None


class BodyForm(forms.Form):
    """The particulars of a body."""

    name = forms.CharField(label="名称", max_length=120, help_text="机构全称，与印章一致")
    short = forms.CharField(label="机关代字", max_length=20, help_text="文号用，例如 金沙市监")
    uscc = forms.CharField(label="统一社会信用代码", max_length=18)
    kind = forms.ChoiceField(label="主体类型", choices=Kind.choices)
    domain = forms.CharField(label="执法领域", max_length=40, help_text="例如 市场监管")
    level = forms.TypedChoiceField(label="层级", choices=Level.choices, coerce=int, initial=3)
    region = forms.CharField(label="行政区划代码", max_length=12, help_text="6 位，乡镇（街道）为 12 位")
    vertical = forms.BooleanField(
        label="垂直管理", required=False, help_text="海关、税务等只受上级主管部门领导的机关"
    )
    basis = forms.CharField(
        label="设立（授权）依据", widget=_AREA, help_text="授权的组织写明法律、法规的名称和条文"
    )
    duty = forms.CharField(label="职责", widget=_AREA, required=False)
    announced_on = forms.DateField(
        label="主体资格公告日", required=False, widget=day_input(),
        help_text="尚未公告的留空",
    )  # fmt: skip
    address = forms.CharField(label="地址", max_length=200)
    phone = forms.CharField(label="电话", max_length=40)
    supervision_phone = forms.CharField(label="监督电话", max_length=40, required=False)
    reconsideration = forms.CharField(label="行政复议机关", max_length=120, required=False)
    court = forms.CharField(label="有管辖权的人民法院", max_length=120, required=False)
    bank = forms.CharField(label="代收银行", max_length=120, required=False)
    bank_address = forms.CharField(label="代收银行地址", max_length=200, required=False)
    bank_account = forms.CharField(label="缴款账户", max_length=60, required=False)

    def leave(self, *names: str) -> None:
        """Let nobody change these fields here: whatever is sent of them is not read."""
        for name in names or _CONFIRMED:
            self.fields[name].disabled = True
            self.fields[name].help_text = "由本级政府法制机构（垂直管理的由上级主管部门）填写"

    def particulars(self) -> Particulars:
        """What was typed."""
        return Particulars(**{name: self.cleaned_data[name] for name in FIELDS})


class OpeningForm(BodyForm):
    """A new body with its two lines."""

    government = forms.ChoiceField(label="所属政府（块）", required=False)
    superior = AgencyChoice("上级主管部门（条）", required=False)
    on = day_field("启用日")
    field_order = (
        "name",
        "short",
        "uscc",
        "kind",
        "domain",
        "level",
        "region",
        "vertical",
        "government",
        "superior",
        "on",
    )

    def __init__(self, governments: Iterable[Government], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        offer_choices(self, "government", governments_field(governments))
        offer_rows(self, "superior", standing(clock.today()))


class AmendingForm(BodyForm):
    """The particulars of a body as they will be; ``seen`` is the edition that was read."""

    on = day_field("生效日", "变更实际发生的日期，不晚于今天")
    paper = forms.CharField(
        label="依据", max_length=200, required=False,
        help_text="名称、职责、类型、领域、区划变更的必填，写明批准文件文号",
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)


class LineForm(forms.Form):
    """Another government or department above a body."""

    line = forms.ChoiceField(
        label="调整", choices=[("superior", "上级主管部门（条）"), ("government", "所属政府（块）")]
    )
    government = forms.ChoiceField(label="所属政府（块）", required=False, help_text="调整“块”时选择")
    superior = AgencyChoice("上级主管部门（条）", required=False, hint="调整“条”时选择；选“无”即终止")
    since = day_field("起始日", "原关系于前一日终止")

    def __init__(self, governments: Iterable[Government], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        offer_choices(self, "government", governments_field(governments))
        offer_rows(self, "superior", standing(clock.today()))

    def head(self) -> UUID | None:
        """The head that was chosen for the line that was chosen."""
        if self.cleaned_data["line"] == "government":
            return chosen(self.cleaned_data["government"])
        superior = self.cleaned_data["superior"]
        return superior.pk if superior else None


class EndForm(forms.Form):
    """The end of a body that nobody succeeds."""

    on = day_field("停用日", "自该日起不再存在")
    paper = forms.CharField(label="依据", max_length=200, help_text="撤销文件的文号")


class LetterForm(forms.Form):
    """A letter of delegation."""

    body = AgencyChoice("受委托组织", hint="先以“受委托组织”类型登记该组织")
    number = forms.CharField(label="委托书文号", max_length=80)
    matters = forms.CharField(
        label="委托事项", widget=_AREA, required=False, help_text="权责清单中的事项编码，每行一个"
    )
    basis = forms.CharField(label="委托依据", max_length=300, help_text="法律、法规、规章的名称和条文")
    term_from = day_field("委托期限自")
    term_to = forms.DateField(label="委托期限至", widget=day_input(), help_text="含当日")
    published_on = forms.DateField(
        label="向社会公布日", required=False, widget=day_input(),
        help_text="公布之前不得据以执法；尚未公布的留空",
    )  # fmt: skip
    digest = forms.CharField(
        label="委托书文件摘要（SHA-256）", max_length=64, required=False, help_text="64 位十六进制，可留空"
    )
    qualified = forms.BooleanField(
        label="已核实受委托组织符合行政处罚法第二十一条的条件", required=False,
        help_text="依法成立并具有管理公共事务职能；有取得行政执法资格的工作人员；需要的技术检查、鉴定条件",
    )  # fmt: skip

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        offer_rows(self, "body", standing(clock.today()).filter(kind=Kind.DELEGATED))

    def letter(self, held: frozenset[str]) -> Letter:
        """The letter that was typed; ``held`` are the codes that the agency itself holds."""
        typed = self.cleaned_data
        matters = tuple(dict.fromkeys(typed["matters"].split()))
        return Letter(
            typed["number"], matters, typed["basis"], typed["term_from"], typed["term_to"],
            typed["published_on"], typed["digest"], typed["qualified"], held,
        )  # fmt: skip


class LetterStepForm(forms.Form):
    """The publication of a letter, or its early end."""

    step = forms.ChoiceField(label="办理", choices=[("publish", "登记公布"), ("end", "提前终止")])
    on = day_field("日期")
    end_reason = forms.CharField(label="终止原因", max_length=200, required=False, help_text="提前终止的必填")


class GovernmentForm(forms.Form):
    """A government, or the committee of a management area."""

    name = forms.CharField(label="名称", max_length=120)
    region = forms.CharField(label="行政区划代码", max_length=12)
    on = day_field("启用日")


class SuccessionForm(GovernmentForm):
    """A government that follows another one."""

    on = day_field("承继日", "原政府自该日起停用，所属机构同日转入")
    paper = forms.CharField(label="依据", max_length=200, help_text="批准文件的文号")


class AdministrationForm(forms.Form):
    """Who administers a place, whatever its code says."""

    by = forms.CharField(label="管理单位的区划代码", max_length=12, help_text="例如 520591 百里杜鹃管理区")
    since = day_field("起始日")
    paper = forms.CharField(label="依据", max_length=200, help_text="批准文件的文号")
