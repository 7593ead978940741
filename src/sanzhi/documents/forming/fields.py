"""The fields of a form: where each value comes from, of what type it is, and when it must be there.

A value comes from the case (`from`: paths, see `casebook.py`), or is asked for (`ask`: typed once by a person
and kept as a told fact; with `from` only where the case does not have it), or is `given` by the act that
issues the document.
"""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Type = Literal[
    "text",
    "long",
    "date",
    "time",
    "span",
    "money",
    "number",
    "flag",
    "choice",
    "lines",
    "articles",
    "officers",
    "evidence",
    "penalties",
    "rows",
]
LISTS = frozenset({"lines", "articles", "officers", "evidence", "penalties", "rows"})
Condition = dict[str, Any]


class FormPart(BaseModel):
    """Base of every part of a form: an unknown key is refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Column(FormPart):
    """One column of a field of rows; `key` is its name in the fact where it differs from `id`."""

    id: str = Field(pattern="^[a-z][a-z0-9_]*$")
    label: str = Field(min_length=1)
    type: Literal["text", "long", "date", "time", "money", "number", "flag", "choice"] = "text"
    key: str = ""
    required: bool = False
    words: dict[str, str] = {}


class FormField(FormPart):
    """One field: `required` (with `when`: only where that holds), `least` members of a list, `law` the
    articles that want it in the document.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_.]*$")
    label: str = Field(min_length=1)
    type: Type = "text"
    origin: tuple[str, ...] = Field((), alias="from")
    add: bool = False
    ask: bool = False
    given: bool = False
    default: str = ""
    required: bool = False
    when: Condition | None = None
    least: int = Field(1, ge=1)
    law: str = ""
    words: dict[str, str] = {}
    columns: tuple[Column, ...] = ()
    item: str = ""
    hint: str = ""

    @field_validator("origin", mode="before")
    @classmethod
    def _one_or_many(cls, given: Any) -> Any:
        return (given,) if isinstance(given, str) else given

    @model_validator(mode="after")
    def _whole(self) -> "FormField":
        if self.given == bool(self.origin or self.ask):
            raise ValueError("来源须是案件事实、由人填写、由办理动作给出之一")
        if self.type == "rows" and not self.columns:
            raise ValueError("表格须写明各栏")
        if self.type == "span" and len(self.origin) != 2:
            raise ValueError("起止时间须有开始和结束两个来源")
        return self

    @property
    def asked(self) -> bool:
        """Whether a person types this value when the document is made, rather than the case holding it."""
        return self.ask or (bool(self.origin) and all(path.startswith("act.") for path in self.origin))


def _standard(id_: str, label: str, type_: Type = "text", least: int = 1) -> FormField:
    return FormField.model_validate(
        {"id": id_, "label": label, "type": type_, "from": id_, "required": True, "least": least}
    )


_STANDARD = (
    _standard("agency.name", "行政机关名称"),
    _standard("agency.domain", "执法领域"),
    _standard("agency.address", "行政机关地址"),
    _standard("agency.phone", "联系电话"),
    _standard("agency.contact", "联系人"),
    _standard("agency.reconsideration", "行政复议机关"),
    _standard("agency.court", "提起行政诉讼的人民法院"),
    _standard("agency.bank.name", "代收银行名称"),
    _standard("agency.bank.address", "代收银行地址"),
    _standard("agency.bank.account_name", "收款户名"),
    _standard("agency.bank.account", "收款账号"),
    _standard("party.name", "当事人姓名或者名称"),
    _standard("party.type", "当事人类型"),
    _standard("party.uscc", "统一社会信用代码"),
    _standard("party.legal_representative", "法定代表人（负责人、经营者）"),
    _standard("party.id_number", "证件号码"),
    _standard("party.address", "当事人地址"),
    _standard("party.phone", "当事人联系电话"),
    _standard("case.number", "案件编号"),
    _standard("case.title", "案由"),
    _standard("case.origin", "案件来源"),
    _standard("case.found_on", "发现日期", "date"),
    _standard("case.filed_on", "立案日期", "date"),
    # 行政处罚法 Art 42: no fewer than two officers; Art 55: each shows a certificate.
    _standard("officers", "执法人员（不少于两人）", "officers", 2),
)
STANDARD: Mapping[str, FormField] = {each.id: each for each in _STANDARD}
"""What every form may print without declaring it; a form that must not go out without names it in `wants`."""
