"""The making of the whole-process record: text, audio and video (R1–R8).

What a province or a sector demands refuses there; elsewhere the general opinion only warns, or nothing is
said.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sanzhi.law.calendar import region_stem
from sanzhi.law.clocks import compute_hours
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.deadline import resting_on
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import INNER_MONGOLIA, OPINION_118, TRANSPORT, TRP, apl

R1 = Rule("R1", (apl("第四十七条"), Citation(OPINION_118, "第三部分")))
R2 = Rule("R2", (Citation(OPINION_118, "第三部分（八）"),))
R2_LOCAL = Rule("R2", (Citation(INNER_MONGOLIA, "第十七条"), *R2.citations))
R2_TRANSPORT = Rule("R2", (Citation(TRP, "第五十四条第二款"), *R2.citations))
R3 = Rule("R3", (Citation(OPINION_118, "第三部分（七）"),))
R3_LOCAL = Rule("R3", (Citation(INNER_MONGOLIA, "第十六条"), *R3.citations))
R4 = Rule("R4", (Citation(INNER_MONGOLIA, "第十八条"),))
R5 = Rule("R5", (Citation(INNER_MONGOLIA, "第十九条"),))
R6 = Rule("R6", (Citation(INNER_MONGOLIA, "第二十条"),))
R7 = Rule("R7", (Citation(OPINION_118, "第三部分（九）"),))
R7_LOCAL = Rule("R7", (Citation(INNER_MONGOLIA, "第二十三条"), *R7.citations))
R8 = Rule("R8", (Citation(INNER_MONGOLIA, "第二十四条第三款"),))
TEXT_ELEMENTS = ("时间", "地点", "执法人员", "执法对象", "执法内容", "执法过程")
VIDEO_CONTENT = (
    "执法环境和出示证件、告知权利义务",
    "现场有关人员的体貌和言行",
    "调查、检查、取证",
    "重要物品和其他证据",
    "对人员、财物采取的措施",
    "现场制作、送达文书",
    "执法人员和当事人双方",
)


class Stage(StrEnum):
    """What 行政处罚法 Art 47 wants recorded."""

    START = "启动"
    EVIDENCE = "调查取证"
    REVIEW = "审核"
    DECISION = "决定"
    SERVICE = "送达"
    EXECUTION = "执行"


class Scene(StrEnum):
    """What may be filmed."""

    SEIZURE = "查封、扣押财产"
    DEMOLITION = "强制拆除"
    VITAL = "其他直接涉及人身自由、生命健康、重大财产权益的现场执法"
    ROOM = "执法办案场所"
    SITE = "现场执法"
    EVIDENCE = "调查取证"
    HEARING = "举行听证"
    LEFT = "留置送达"
    ANNOUNCED = "公告送达"


IN_FULL = frozenset({Scene.SEIZURE, Scene.DEMOLITION, Scene.VITAL, Scene.ROOM})


@dataclass(frozen=True)
class Video:
    """A recording on the spot. `breaks` holds for each interruption whether its reason was spoken on resuming
    or, where recording could not go on, reported to the head and written down.
    """

    opening_said: bool
    breaks: tuple[bool, ...] = ()


def in_inner_mongolia(region: str | None) -> bool:
    """Whether the rules of Inner Mongolia bind at the region code `region`."""
    return region is not None and region.startswith(region_stem("150000"))


@enforces("R1")
def stages_recorded(done: Collection[Stage], recorded: Collection[Stage], *, on: date) -> list[Finding]:
    """R1: each stage of a penalty that took place left a record in text or sound and picture (Art 47)."""
    missing = [stage for stage in Stage if stage in done and stage not in recorded]
    if not missing:
        return []
    message = f"{'、'.join(missing)}没有文字或者音像记录，不得归档"
    return R1.gap(on) or [R1.refuse(message, "补齐各环节的记录", Cure.ADD_EVIDENCE)]


@enforces("R2")
def filmed_as_prescribed(
    scene: Scene,
    *,
    filmed: bool,
    in_full: bool,
    account: str = "",
    domain: str | None = None,
    region: str | None = None,
    on: date,
) -> list[Finding]:
    """R2: seizure and the like in full, disputed scenes as the matter needs (118号 part 3 (8)).

    The former binds in Inner Mongolia and partly in transport (交通 Art 54 ¶2), save for a written `account`.
    """
    local, moved = in_inner_mongolia(region), domain == TRANSPORT and scene in (Scene.SEIZURE, Scene.ROOM)
    rule = R2_LOCAL if local else R2_TRANSPORT if moved else R2
    if filmed and (in_full or scene not in IN_FULL):
        return []
    if scene not in IN_FULL:
        return rule.gap(on) or [rule.warn(f"{scene}没有音像记录", "说明文字记录是否足够")]
    message, cure = f"{scene}应当全程音像记录，没有全程记录", "补交全程音像，确实没有的书面说明原因"
    binding = (local or moved) and not account.strip()
    said = rule.refuse(message, cure, Cure.ADD_EVIDENCE) if binding else rule.warn(message, cure)
    return rule.gap(on) or [said]


@enforces("R3")
def text_has_elements(present: Mapping[str, str], *, region: str | None = None, on: date) -> list[Finding]:
    """R3: a written record has its six elements (内蒙古 Art 16); elsewhere they only show what 全面 means.

    `present` holds the text of each element by its name in `TEXT_ELEMENTS`.
    """
    rule = R3_LOCAL if in_inner_mongolia(region) else R3
    missing = [name for name in TEXT_ELEMENTS if not present.get(name, "").strip()]
    if not missing:
        return []
    if gap := rule.gap(on):
        return gap
    message, cure = f"文字记录缺少{'、'.join(missing)}", "补充记录的要素"
    return [rule.refuse(message, cure, None) if rule is R3_LOCAL else rule.warn(message, cure)]


@enforces("R4")
def video_shows(
    seen: Collection[str], applies: Collection[str], *, region: str | None, on: date
) -> list[Finding]:
    """R4: the recording shows what Art 18 lists (内蒙古). It cannot be filmed afterwards, so it warns.

    `seen` is what somebody who watched it noted, `applies` what took place, both of `VIDEO_CONTENT`.
    """
    missing = [each for each in VIDEO_CONTENT if each in applies and each not in seen]
    if not missing or not in_inner_mongolia(region):
        return []
    message = f"音像记录没有反映{'；'.join(missing)}"
    return R4.gap(on) or [R4.warn(message, "以文字说明没有反映的内容")]


@enforces("R5")
def video_unbroken(video: Video, *, region: str | None, on: date) -> list[Finding]:
    """R5: time, place and reason are said first, and a break is explained (内蒙古 Art 19).

    A written explanation can still be made, so a break without one refuses; the opening cannot, so it warns.
    """
    if not in_inner_mongolia(region) or (video.opening_said and all(video.breaks)):
        return []
    if gap := R5.gap(on):
        return gap
    findings = []
    if not video.opening_said:
        message = "音像记录开始前没有告知当事人并说明时间、地点、执法事由"
        findings.append(R5.warn(message, "以文字补充说明"))
    if not all(video.breaks):
        cure = "向负责人报告，并书面说明中断的原因"
        findings.append(R5.refuse("音像记录中断，没有说明原因", cure, Cure.ADD_EVIDENCE))
    return findings


@enforces("R6")
def uploaded_in_time(
    row: RuleRow | None, ended: datetime, uploaded: datetime | None, *, now: datetime, excuse: str = ""
) -> list[Finding]:
    """R6: uploaded within the hours of the row (内蒙古 Art 20). Late, it is still taken in: so this warns.

    `excuse` is the remote place or continuous work of ¶2; None for `row` where no place sets the hours.
    """
    if row is None or excuse.strip() or (uploaded or now) <= compute_hours(row, ended):
        return []
    message = f"音像记录应当在完成后{row.value}小时内上传，已经超过"
    return [resting_on(R6, row).warn(message, "立即上传，并说明逾期原因", Cure.ADD_EVIDENCE)]


@enforces("R7")
def original_kept(
    digest_taken: str,
    digest_now: str | None,
    *,
    retained_until: date | None,
    region: str | None = None,
    on: date,
) -> list[Finding]:
    """R7: an original stays as it was taken in, and is there until its retention ends (内蒙古 Art 23).

    `digest_now` is None when the original is gone; `retained_until` None means for ever.
    """
    lapsed = digest_now is None and retained_until is not None and on > retained_until
    if digest_now == digest_taken or lapsed:
        return []
    rule = R7_LOCAL if in_inner_mongolia(region) else R7
    happened = "在保存期限内灭失" if digest_now is None else "与入卷时不一致"
    message, cure = f"原始记录{happened}", "从备份恢复入卷时的原始记录，并查明原因"
    said = rule.refuse(message, cure, None) if rule is R7_LOCAL else rule.warn(message, cure)
    return rule.gap(on) or [said]


@enforces("R8")
def own_record_open(
    *, concerned: bool, given: bool, secret_ground: str, region: str | None, on: date
) -> list[Finding]:
    """R8: who is concerned reads and copies the record of it (内蒙古 Art 24 ¶3), save for secrets (¶1).

    `concerned` covers the party and interested persons, and the organs of ¶2 for a case of theirs.
    """
    if given or not concerned or secret_ground.strip() or not in_inner_mongolia(region):
        return []
    message = "当事人、利害关系人查阅、复制与其相关的执法记录，没有保密理由不得拒绝"
    return R8.gap(on) or [R8.refuse(message, "提供查阅、复制，或者写明保密的依据", None)]
