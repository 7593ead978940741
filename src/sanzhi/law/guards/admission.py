"""What a power, an officer or a body must be before it enters a library: H5, H6, H14, H16–H18."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.guards.terms import O47
from sanzhi.law.rules import RuleRow, RuleSet
from sanzhi.law.statutes import GUIZHOU, OPINION_118, apl

# GZ10 requires admission itself; the ways in which a power may be set are those of the three acts.
SET = Rule("H16", (apl("第三十八条第一款"), Citation(GUIZHOU, "第十条第一款")))
PENALTY_SET = Rule("H16", (apl("第十六条"), apl("第三十八条第一款")))
COERCION_SET = Rule("H16", (Citation("行政强制法", "第十条"),))
LICENCE_SET = Rule("H16", (Citation("行政许可法", "第十七条"),))
H5 = Rule("H5", (Citation(GUIZHOU, "第十三条"),))
H6 = Rule("H6", (Citation(GUIZHOU, "第十二条"),))
H14 = Rule("H14", (Citation(OPINION_118, "第六部分（二十三）"),))
H17 = Rule("H17", (apl("第二十条"),))
H18 = Rule("H18", (apl("第二十四条第一款"),))
APART = Rule("ADMISSION", (Citation(GUIZHOU, "第十条第一款"),))


class Rank(IntEnum):
    """How high a text stands, the highest first; what is lower may not set what a higher one must."""

    LAW = 1
    REGULATION = 2
    LOCAL_REGULATION = 3
    RULE = 4
    LOCAL_RULE = 5
    NORMATIVE = 6

    @property
    def label(self) -> str:
        """The word of 立法法."""
        return ("法律", "行政法规", "地方性法规", "部门规章", "地方政府规章", "规范性文件")[self - 1]


@dataclass(frozen=True)
class BasisFact:
    """One article that a power names, as the library of statutes knows it on the day.

    `at_hand` says whether any version of the law is in the library, `found` whether the place is in it,
    `begun` whether that version may have been in force on the day, `rank` how high the law stands.
    """

    citation: Citation
    at_hand: bool
    found: bool = False
    begun: bool = True
    rank: Rank | None = None


_MAY_SET = {
    "行政处罚": (PENALTY_SET, Rank.LOCAL_RULE, "除法律、法规、规章外，其他规范性文件不得设定行政处罚"),
    "行政强制": (COERCION_SET, Rank.LOCAL_REGULATION, "除法律、法规外，其他规范性文件不得设定行政强制措施"),
    "行政许可": (
        LICENCE_SET,
        Rank.LOCAL_RULE,
        "除法律、法规、省级政府规章外，其他规范性文件不得设定许可",
    ),
}


@enforces("H16")
def basis_resolved(basis: Sequence[BasisFact]) -> list[Finding]:
    """A power without basis is void (行政处罚法 Art 38 ¶1): each article must stand in the law of that day.

    A law that the library does not hold is `unknown` and shown, as long as another article resolves; a place
    that its law does not have, or a text that had not begun, refuses.
    """
    if not basis:
        return [SET.refuse("没有填写设定依据", "写明法律、法规、规章的名称和条、款、项", None)]
    return [*(found for each in basis for found in _fault(each)), *_not_at_hand(basis)]


def _fault(each: BasisFact) -> list[Finding]:
    if not each.at_hand:
        return []
    if not each.found:
        return [SET.refuse(f"{each.citation}不存在", "核对法律名称和条、款、项后改正", None)]
    if not each.begun:
        return [SET.refuse(f"{each.citation}在该日尚未施行", "改用当日有效的依据，或者施行后再提交", None)]
    return []


def _not_at_hand(basis: Sequence[BasisFact]) -> list[Finding]:
    missing = [each for each in basis if not each.at_hand]
    if not missing:
        return []
    message = f"法规库中没有{'、'.join(str(each.citation) for each in missing)}"
    if len(missing) == len(basis):
        cure = "补充法规库中的文本，或者写明库中已有的依据"
        return [SET.refuse(f"{message}，设定依据无法核对", cure, None)]
    cure = "由管理员补充法规文本，审核人员核对原文"
    return [Finding(SET.id, SET.version, Verdict.UNKNOWN, f"{message}，请核对原文", SET.citations, cure)]


@enforces("H16")
def basis_high_enough(type_name: str, basis: Sequence[BasisFact], *, on: date) -> list[Finding]:
    """Penalty: law, regulation or rule (行政处罚法 Art 10–16); coercion: law or regulation (行政强制法
    Art 10); licence: law, regulation, provincial rule (行政许可法 Art 14–17). One high enough suffices.
    """
    row = _MAY_SET.get(type_name)
    ranks = [each.rank for each in basis if each.found and each.rank is not None]
    if row is None or not ranks:
        return []
    rule, lowest, message = row
    if gap := rule.gap(on):
        return gap
    high = [rank for rank in ranks if rank <= lowest and not _ministerial_licence(type_name, rank)]
    if high:
        return []
    return [rule.refuse(message, "写明设定该事项的法律、法规或者规章", None)]


def _ministerial_licence(type_name: str, rank: Rank) -> bool:
    """行政许可法 Art 15 names the rules of a provincial government, not those of a ministry."""
    return type_name == "行政许可" and rank is Rank.RULE


@dataclass(frozen=True)
class BodyFact:
    """The body that would hold a power. `announced_on` is the day on which its qualification was announced;
    `entrusted` whether a published letter of delegation names the power that day; `granted` whether a
    published decision of the province hands the power to this township.
    """

    exists: bool = True
    announced_on: date | None = None
    delegated: bool = False
    township: bool = False
    entrusted: bool = False
    granted: bool = False


@enforces("H16")
def body_qualified(body: BodyFact, *, on: date) -> list[Finding]:
    """H16: the body exists that day, and its qualification was confirmed and announced (GZ 10, APL 38)."""
    if not body.exists:
        return [SET.refuse("该机关在当日尚未设立或者已经撤销", "由承继其职权的机关提交", None)]
    if body.announced_on is None or body.announced_on > on:
        return [SET.warn("尚未记载该机关执法主体资格的公告日", "先在执法部门库中登记主体资格及公告日")]
    return []


@enforces("H17")
def mandate_founded(mandate: str, *, founded: bool) -> list[Finding]:
    """H17: a power that is granted or delegated names the article that allows it (APL Art 19–21)."""
    if mandate == "法定" or founded:
        return []
    return [
        H17.refuse(f"权力来源为{mandate}，没有写明依据", "写明授权或者委托所依据的法律、法规、规章", None)
    ]


@enforces("H17")
def delegation_in_force(body: BodyFact, *, on: date) -> list[Finding]:
    """H17: a delegated body has the powers that a published letter names, within its term (APL Art 20–21)."""
    if not body.delegated or body.entrusted:
        return []
    if gap := H17.gap(on):
        return gap
    message = "受委托组织只能行使已公布的委托书载明的事项，现没有当日有效的委托书包含此事项"
    return [H17.refuse(message, "登记委托书的事项、权限和期限，并向社会公布", None)]


@enforces("H18")
def township_granted(body: BodyFact, type_name: str, *, on: date) -> list[Finding]:
    """H18: a township or sub-district office has the penalties that its province handed down (APL Art 24)."""
    if not body.township or type_name != "行政处罚" or body.granted:
        return []
    if gap := H18.gap(on):
        return gap
    message = "乡镇人民政府、街道办事处只能行使省级决定交由其行使的行政处罚权，现没有决定包含此事项"
    return [H18.refuse(message, "登记省级公布的赋权决定及其事项清单", None)]


@dataclass(frozen=True)
class PersonFact:
    """Somebody who would become an officer. `staffing` is one of 行政编制, 事业编制, or what is excluded;
    `examined` whether an examination was passed, or the legal qualification spares it (118 part 6 (23));
    `hours` the lessons of the year before, None when not told.
    """

    name: str
    staffing: str
    supervisor: bool = False
    examined: bool = False
    hours: int | None = None


@enforces("H6", "H5")
def officer_in_post(person: PersonFact, *, on: date) -> list[Finding]:
    """H6, H5: in post under 行政编制 or 事业编制, and no supervisor (贵州省行政执法监督办法 Art 12, 13)."""
    findings = []
    if person.staffing not in {"行政编制", "事业编制"}:
        rule = H5.also(*H6.citations)
        message = f"{person.name}属于{person.staffing or '未注明编制的人员'}，不得从事行政执法工作"
        findings += rule.gap(on) or [rule.refuse(message, "只提交在职的行政编制、事业编制人员", None)]
    if person.supervisor:
        message = f"{person.name}是行政执法监督人员，不得从事行政执法工作"
        findings += H5.gap(on) or [H5.refuse(message, "由本人选择其一，注销行政执法监督证后再提交", None)]
    return findings


@enforces("H6")
def officer_examined(person: PersonFact, *, on: date) -> list[Finding]:
    """H6: trained and examined before the certificate is given (贵州省行政执法监督办法 Art 12)."""
    if person.examined:
        return []
    message = f"没有{person.name}执法资格考试合格的记录"
    return H6.gap(on) or [H6.refuse(message, "登记培训和考试合格的年度、日期", None)]


@enforces("H6")
def certificate_current(name: str, valid_until: Sequence[date], *, on: date) -> list[Finding]:
    """H6: who enters the library holds a certificate that has not run out (贵州省行政执法监督办法 Art 14)."""
    if any(day >= on for day in valid_until):
        return []
    rule = Rule("H6", (Citation(GUIZHOU, "第十四条"), *H6.citations))
    message = f"{name}的执法证件已经到期"
    return rule.gap(on) or [rule.refuse(message, "换发证件后提交，离岗的办理停用", None)]


@enforces("H14")
def officer_trained(person: PersonFact, row: RuleRow | None = None) -> list[Finding]:
    """H14: the hours of lessons a year of `row`, by default the packaged row H14, whose text is not at hand:
    a warning.
    """
    row = row or next((row for row in RuleSet.national().rows if row.id == "H14"), None)
    if row is None or person.hours is None or person.hours >= row.value:
        return []
    message = f"{person.name}上一年度培训{person.hours}学时，少于{row.value}学时（依据未确认，仅提示）"
    return [H14.warn(message, "安排补训，并登记学时")]


@enforces("H16")
def admitted_by_another(*, own_agency: bool, own_work: bool) -> list[Finding]:
    """Admission is the government's, not the agency's own, and nobody admits what he wrote (GZ 10)."""
    findings = []
    if own_agency:
        message = "入库由本级人民政府的法制机构审核，本机关人员不得审核本机关提交的内容"
        findings.append(APART.refuse(message, "由司法行政部门的审核人员办理", None))
    if own_work:
        findings.append(APART.refuse("填报、提交人与审核人不得为同一人", "由另一名审核人员办理", None))
    return findings


@enforces("O47")
def benchmark_on_power(matter: str, *, held: bool, on: date) -> list[Finding]:
    """O47: a benchmark belongs to a power that the agency holds that day (国办发〔2022〕27号 part 4 (12))."""
    if held:
        return []
    message = f"事项编码“{matter}”不在本机关当日有效的权责清单内"
    return O47.gap(on) or [O47.refuse(message, "先将该事项审核入库，或者改正事项编码", None)]
