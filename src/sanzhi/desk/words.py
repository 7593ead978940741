"""The Chinese words of the desk for what the rooms name in code."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sanzhi.accounts.models import Role
from sanzhi.procedure import acts
from sanzhi.procedure.library import all_bundles, held_bundles

CLOCKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "O1": "立案期限",
        "O3": "告知举报人期限",
        "O5": "先行登记保存处理期限",
        "O9.negotiate": "协商管辖期限",
        "O9.designate": "指定管辖期限",
        "O11": "陈述申辩期",
        "O13": "申请听证期",
        "O21": "办案期限",
        "O24": "送达期限",
        "O26": "公告送达期限",
        "O27": "缴款期限",
        "O32": "申请强制执行期限",
        "O33": "结案期限",
        "V6": "审核期限",
        "V12": "法律顾问意见期限",
        "P1": "公示期限",
        "P5": "撤回公示期限",
    }
)

# How a clock ended, for those that no longer run.
CLOCK_ENDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stopped": "按期完成",
        "late": "逾期完成",
        "over": "期满",
        "cancelled": "不再适用",
        "withheld": "依法不公开",
        "paused": "依法不计入期限，暂停计时",
    }
)

OUTCOMES: Final[Mapping[str, str]] = MappingProxyType(
    {"agree": "同意", "correct": "建议纠正", "supplement": "建议补充调查", "other": "其他意见"}
)

ICONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "register_lead": "flag",
        "propose_filing": "file",
        "file": "check",
        "conclude": "book",
        "assign_officers": "person",
        "record_payment": "file",
        "apply_deferral": "clock",
        "decide_deferral": "check",
        "issue_demand": "megaphone",
        "apply_to_court": "scales",
        "record_remedy": "scales",
        "waive_rights": "file",
        "add_evidence": "camera",
        "record_interview": "chat",
        "record_inspection": "eye",
        "record_statement": "chat",
        "hold_hearing": "chat",
        "name_hearing_host": "person",
        "notify_hearing": "file",
        "announce_hearing": "megaphone",
        "record_hearing": "chat",
        "interrupt_hearing": "clock",
        "report_hearing": "book",
        "preserve_evidence": "camera",
        "take_samples": "camera",
        "announce_service": "megaphone",
        "deem_served": "clock",
        "lapse_preservation": "clock",
        "suspend_investigation": "clock",
        "lift_suspension": "arrow-left",
        "extend_term": "clock",
        "end_investigation": "flag",
        "submit_for_review": "scales",
        "give_opinion": "scales",
        "check_case": "scales",
        "deliberate": "person",
        "decide": "gavel",
        "seal_notice": "seal",
        "seal_decision": "seal",
        "prepare_release": "megaphone",
        "publish_release": "megaphone",
        "withdraw_release": "megaphone",
        "withhold_release": "megaphone",
        "lapse": "clock",
        "resume_investigation": "arrow-left",
        "return_filing": "arrow-left",
        "close": "flag",
        "endorse": "check",
        "hand_over": "person",
    }
)

# What nobody does and nobody needs to read among the acts of people.
MACHINE_ACTS: Final = frozenset({"record_rendering"})


def act_title(name: str) -> str:
    """The verb of an act; its name when no room offers it any more."""
    known = acts.registered().get(name)
    return known.title if known else name


def role_title(role: str) -> str:
    """办案人员, 行政机关负责人 …"""
    return str(Role(role).label) if role in Role.values else role


def step_titles() -> dict[str, str]:
    """The names of all steps of the flows that ship or were published here, by id; those that ship first."""
    named = {step.id: step.title for bundle in held_bundles() for step in bundle.steps.values()}
    return named | {step.id: step.title for bundle in all_bundles() for step in bundle.steps.values()}
