"""The one tree of errors that rooms raise and pages show, with titles in Chinese.

Every error says what was refused (`title`), why and what to do next (`detail`), and has a stable `code` for
interfaces.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sanzhi.law.findings import Finding, refusals


class SanzhiError(Exception):
    """Root of the tree. `detail` is a Chinese sentence for the person in front of the page."""

    code = "error"
    title = "操作未完成"
    default = "系统未能完成此操作，请稍后再试。"

    def __init__(self, detail: str = "") -> None:
        self.detail = detail or self.default
        super().__init__(f"{self.title}：{self.detail}")


class Refused(SanzhiError):
    """The law refuses the act. `findings` holds every finding, warnings included; at least one refuses."""

    code = "refused"
    title = "依法不得办理"
    default = "不符合法定条件，不得办理。"

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(f"{f.message}（{_cited(f)}）" for f in refusals(self.findings)))


class NotOpen(SanzhiError):
    """The procedure does not offer this act at this step."""

    code = "not_open"
    title = "当前环节不能办理"
    default = "案件当前所处环节不包含此项办理动作。"


class NotFound(SanzhiError):
    """The object does not exist, or the person may not know that it does: both read alike."""

    code = "not_found"
    title = "未找到"
    default = "所查找的内容不存在，或者您没有查看权限。"


class PurposeNeeded(SanzhiError):
    """The person may look at this case of somebody else's, but has not said today what for."""

    code = "purpose_needed"
    title = "须说明查看目的"
    default = "这不是您办理的案件。请说明查看目的；每次查看都会记入访问日志。"

    def __init__(self, case_id: UUID) -> None:
        self.case_id = case_id
        super().__init__()


class Changed(SanzhiError):
    """Something the writer had read has changed since."""

    code = "changed"
    title = "内容已被他人更新"
    default = "您打开页面后，相关内容已被他人更新。请刷新后核对，再重新提交。"


class NoRule(SanzhiError):
    """No rule row is in force on the day asked about: the answer is unknown, not allowed."""

    code = "no_rule"
    title = "规则库中没有当日有效的依据"
    default = "规则库中没有该日有效的依据，请先由管理员补充并确认。"


@dataclass(frozen=True)
class FieldError:
    """One wrong field: its name in code, its Chinese label, and the rule it breaks as a Chinese sentence."""

    field: str
    label: str
    rule: str


class Invalid(SanzhiError):
    """What was typed is not usable. `fields` lists every wrong field at once, so that nobody submits twice
    to see two.
    """

    code = "invalid"
    title = "填写有误"
    default = "请更正标出的内容后重新提交。"

    def __init__(self, fields: Sequence[FieldError | tuple[str, str, str]]) -> None:
        self.fields = tuple(f if isinstance(f, FieldError) else FieldError(*f) for f in fields)
        super().__init__("；".join(f"{f.label}：{f.rule}" for f in self.fields))


def _cited(finding: Finding) -> str:
    return "、".join(str(citation) for citation in finding.citations) or finding.rule
