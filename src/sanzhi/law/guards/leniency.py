"""Who is spared or treated more lightly (O35, 行政处罚法 Art 30–33)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.findings import Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.identifiers import age_on
from sanzhi.law.statutes import apl

AGE = Rule("O35", (apl("第三十条"),))
CAPACITY = Rule("O35", (apl("第三十一条"),))
MITIGATION = Rule("O35", (apl("第三十二条"),))
SPARING = Rule("O35", (apl("第三十三条第一款"),))
NO_FAULT = Rule("O35", (apl("第三十三条第二款"),))
EDUCATION = Rule("O35", (apl("第三十三条第三款"),))


class Capacity(StrEnum):
    """Whether the person could tell or govern what they did (行政处罚法 Art 31)."""

    FULL = "具有辨认和控制能力"
    LIMITED = "尚未完全丧失辨认或者控制能力"
    NONE = "不能辨认或者不能控制自己行为"


class Mitigation(StrEnum):
    """The five grounds on which a penalty must be lighter (行政处罚法 Art 32)."""

    REMEDIED = "主动消除或者减轻违法行为危害后果"
    COERCED = "受他人胁迫或者诱骗实施违法行为"
    CONFESSED = "主动供述行政机关尚未掌握的违法行为"
    MERIT = "配合行政机关查处违法行为有立功表现"
    BY_LAW = "法律、法规、规章规定其他应当从轻或者减轻的情形"


class Treatment(StrEnum):
    """How the draft treats the party (裁量)."""

    NONE = "不予处罚"
    MITIGATED = "减轻处罚"
    LIGHTER = "从轻处罚"
    PLAIN = "一般处罚"
    HEAVIER = "从重处罚"


@dataclass(frozen=True)
class Offender:
    """The party as far as age and mind matter; `birth_on` is None for entities and where it is unknown."""

    natural_person: bool
    birth_on: date | None = None
    capacity: Capacity = Capacity.FULL


@dataclass(frozen=True)
class Circumstances:
    """What was found about the act. In `slight_harm` the harm, not the act, was slight."""

    slight: bool = False
    corrected: bool = False
    harmless: bool = False
    first: bool = False
    slight_harm: bool = False
    no_fault_proven: bool = False
    strict_liability: bool = False
    mitigations: frozenset[Mitigation] = frozenset()


@enforces("O35")
def leniency_respected(
    offender: Offender, facts: Circumstances, treatment: Treatment, *, acted_on: date, on: date
) -> list[Finding]:
    """O35: who is under fourteen, without capacity, slight and harmless, or proven without fault is not
    punished; minors and the five grounds make it lighter; a first slight breach may be let off (warned).

    行政处罚法 Art 30–33. `acted_on` is the day of the act, `treatment` what the draft proposes.
    """
    if gap := AGE.gap(on):
        return gap
    return [
        *_by_age(offender, treatment, acted_on),
        *_by_capacity(offender, treatment),
        *_by_circumstances(facts, treatment),
        *_by_mitigation(facts, treatment),
    ]


class SparingGround(StrEnum):
    """Why no penalty is imposed at all (行政处罚法 Art 30, 31, 33, 36, 57 ¶1)."""

    SLIGHT = "违法行为轻微并及时改正，没有造成危害后果"
    FIRST = "初次违法且危害后果轻微并及时改正"
    NO_FAULT = "当事人有证据足以证明没有主观过错"
    CHILD = "不满十四周岁的未成年人有违法行为"
    INCAPABLE = "精神病人、智力残疾人在不能辨认或者不能控制自己行为时有违法行为"
    NOT_SHOWN = "违法事实不能成立"
    TOO_LATE = "违法行为超过追究时效"


# Grounds on which there was a breach, so that its author is taught (Art 33 ¶3).
TAUGHT = frozenset(SparingGround) - {SparingGround.NOT_SHOWN}
_OF_PERSONS = frozenset({SparingGround.CHILD, SparingGround.INCAPABLE})


@enforces("O35")
def spared_on_its_ground(
    ground: SparingGround, offender: Offender, *, acted_on: date, on: date
) -> list[Finding]:
    """O35: age and mind spare persons only, and age only who was under fourteen on the day of the act
    (行政处罚法 Art 30, 31). `acted_on` is that day.
    """
    rule = CAPACITY if ground is SparingGround.INCAPABLE else AGE
    if gap := rule.gap(on):
        return gap
    if ground not in _OF_PERSONS:
        return []
    cure = "核对当事人和不予处罚的情形"
    if not offender.natural_person:
        return [rule.refuse("当事人不是自然人，不适用该不予处罚的情形", cure, None)]
    if ground is SparingGround.CHILD and offender.birth_on and age_on(offender.birth_on, acted_on) >= 14:
        return [rule.refuse("当事人行为时已满十四周岁，不适用该不予处罚的情形", cure, None)]
    return []


@enforces("O35")
def spared_is_educated(treatment: Treatment, *, educated: bool, on: date) -> list[Finding]:
    """O35: whoever is spared is taught (行政处罚法 Art 33 ¶3)."""
    if gap := EDUCATION.gap(on):
        return gap
    if treatment is not Treatment.NONE or educated:
        return []
    message = "对依法不予行政处罚的当事人应当进行教育"
    return [EDUCATION.refuse(message, "进行教育，并记入案卷", None)]


def _by_age(offender: Offender, treatment: Treatment, acted_on: date) -> list[Finding]:
    birth = offender.birth_on
    if not offender.natural_person or birth is None:
        return []
    age = age_on(birth, acted_on)
    findings = []
    if age < 14 and treatment is not Treatment.NONE:
        message = "当事人行为时不满十四周岁，不予行政处罚"
        findings.append(AGE.refuse(message, "不予处罚，责令监护人加以管教", Cure.CONCLUDE))
    elif age < 18 and treatment in (Treatment.PLAIN, Treatment.HEAVIER):
        message = "当事人行为时不满十八周岁，应当从轻或者减轻行政处罚"
        findings.append(AGE.refuse(message, "从轻或者减轻处罚", Cure.CONCLUDE))
    return findings


def _by_capacity(offender: Offender, treatment: Treatment) -> list[Finding]:
    if not offender.natural_person or treatment is Treatment.NONE:
        return []
    if offender.capacity is Capacity.NONE:
        message = "当事人在不能辨认或者不能控制自己行为时违法，不予行政处罚"
        return [CAPACITY.refuse(message, "不予处罚，责令监护人严加看管和治疗", Cure.CONCLUDE)]
    if offender.capacity is Capacity.LIMITED and treatment in (Treatment.PLAIN, Treatment.HEAVIER):
        return [CAPACITY.warn("当事人尚未完全丧失辨认或者控制能力，可以从轻或者减轻行政处罚")]
    return []


def _by_circumstances(facts: Circumstances, treatment: Treatment) -> list[Finding]:
    if treatment is Treatment.NONE:
        return []
    findings = []
    if facts.slight and facts.corrected and facts.harmless:
        message = "违法行为轻微并及时改正，没有造成危害后果，不予行政处罚"
        findings.append(SPARING.refuse(message, "作出不予行政处罚决定", Cure.CONCLUDE))
    elif facts.first and facts.slight_harm and facts.corrected:
        message = "初次违法且危害后果轻微并及时改正，可以不予行政处罚；给予处罚的，请说明理由"
        findings.append(SPARING.warn(message))
    if facts.no_fault_proven and not facts.strict_liability:
        message = "当事人有证据足以证明没有主观过错，不予行政处罚"
        findings.append(NO_FAULT.refuse(message, "作出不予行政处罚决定", Cure.CONCLUDE))
    return findings


def _by_mitigation(facts: Circumstances, treatment: Treatment) -> list[Finding]:
    if not facts.mitigations or treatment not in (Treatment.PLAIN, Treatment.HEAVIER):
        return []
    grounds = "；".join(sorted(facts.mitigations))
    message = f"应当从轻或者减轻行政处罚：{grounds}"
    return [MITIGATION.refuse(message, "从轻或者减轻处罚", Cure.CONCLUDE)]
