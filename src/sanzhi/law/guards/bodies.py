"""What a body must be to enforce, and a letter of delegation to count: H16, H17, P21, P11.

行政处罚法 Art 17, 19–21, 38; 贵州省行政执法监督办法 Art 10.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sanzhi.law.citations import parse
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Rule
from sanzhi.law.guards.coverage import enforces
from sanzhi.law.statutes import GUIZHOU, apl

STATUTORY, AUTHORISED, DELEGATED = "statutory", "authorised", "delegated"

STANDING = Rule("H16", (apl("第三十八条第一款"), apl("第十七条")))
AUTHORISATION = Rule("H16", (apl("第十九条"), apl("第三十八条第一款")))
DELEGATOR = Rule("H17", (apl("第二十条第一款"),))
ONWARD = Rule("H17", (apl("第二十条第四款"),))
STAFF = Rule("H17", (apl("第二十一条"), apl("第二十条第一款")))
LETTER = Rule("P21", (apl("第二十条第二款"),))
ANNOUNCED = Rule("P11", (Citation(GUIZHOU, "第十条第二款"),))


@dataclass(frozen=True)
class BodyOfDay:
    """A body on a day: `since` its first day, `until` the first day on which it no longer exists (or None);
    `heirs` the names of those that took over.
    """

    name: str
    since: date | None = None
    until: date | None = None
    heirs: tuple[str, ...] = ()


@enforces("H16")
def body_stands(body: BodyOfDay, *, on: date) -> list[Finding]:
    """H16: who is not (yet, or no longer) a body with power to enforce acts without effect (Art 38 ¶1)."""
    if (body.since is None or body.since <= on) and (body.until is None or on < body.until):
        return []
    if gap := STANDING.gap(on):
        return gap
    if body.until is not None and on >= body.until:
        heirs = "、".join(body.heirs)
        cure = f"由承继其职权的{heirs}办理" if heirs else "先确定承继其职权的机关"
        return [
            STANDING.refuse(f"{body.name}已于{body.until.isoformat()}撤销，不再具有行政主体资格", cure, None)
        ]
    message = f"{body.name}自{body.since.isoformat() if body.since else ''}起方才设立"
    return [STANDING.refuse(f"{message}，此前不具有行政主体资格", "由当时具有职权的机关办理", None)]


@enforces("H16")
def authorisation_cited(kind: str, basis: str, *, on: date) -> list[Finding]:
    """H16: an organisation that is no agency enforces only where a law or regulation grants it (APL Art 19).

    `basis` is free text; at least one article (《…》第…条) must stand in it.
    """
    if kind != AUTHORISED or parse(basis):
        return []
    message = "授权的组织应当写明授权的法律、法规及其条文，格式为《…》第…条"
    return AUTHORISATION.gap(on) or [AUTHORISATION.refuse(message, "写明授权依据的名称和条文", None)]


@enforces("H17")
def not_in_own_name(kind: str, name: str, *, on: date) -> list[Finding]:
    """H17: a delegated body acts in the name of the agency that delegated, never in its own (Art 20 ¶4)."""
    if kind != DELEGATED:
        return []
    message = f"{name}是受委托组织，应当以委托行政机关的名义办理，不得以自己的名义实施行政处罚"
    return ONWARD.gap(on) or [ONWARD.refuse(message, "由委托行政机关立案，案件以其名义办理", None)]


@dataclass(frozen=True)
class LetterFact:
    """A letter of delegation. `agency` and `body` are kinds (statutory, authorised, delegated); `matters`
    codes of powers; `held` the codes that the agency itself holds on the first day, None where nobody knows;
    `term_to` the last day; `qualified` that the body has staff with 执法资格 (Art 21).
    """

    agency: str
    body: str
    matters: Sequence[str]
    term_from: date | None
    term_to: date | None
    published_on: date | None
    qualified: bool
    held: frozenset[str] | None = None


@enforces("H17")
def delegation_lawful(letter: LetterFact, *, on: date) -> list[Finding]:
    """H17: an administrative agency delegates within its own powers to a qualified body; nobody passes on
    what was delegated to him (行政处罚法 Art 20 ¶1 and ¶4, Art 21).
    """
    if gap := DELEGATOR.gap(on):
        return gap
    findings = []
    if letter.agency == DELEGATED:
        message = "受委托组织不得再委托其他组织或者个人实施行政处罚"
        findings.append(ONWARD.refuse(message, "由原委托行政机关另行委托", None))
    elif letter.agency == AUTHORISED:
        message = "书面委托实施行政处罚的应当是行政机关，授权的组织不得委托"
        findings.append(DELEGATOR.refuse(message, "由行政机关委托，或者由授权的组织自行实施", None))
    if letter.body != DELEGATED:
        message = "受委托的应当是登记为“受委托组织”的组织，行政机关和授权的组织以自己的名义执法"
        findings.append(DELEGATOR.refuse(message, "核对受委托组织的主体类型", None))
    if not letter.qualified:
        message = "受委托组织应当有熟悉有关法律、法规、规章和业务并取得行政执法资格的工作人员"
        findings.append(STAFF.refuse(message, "核实受委托组织具备第二十一条规定的条件后再委托", None))
    beyond = [] if letter.held is None else [each for each in letter.matters if each not in letter.held]
    if beyond:
        message = f"只能在法定权限内委托，本机关没有当日有效的事项{'、'.join(beyond)}"
        findings.append(DELEGATOR.refuse(message, "删去不属于本机关的事项", None))
    return findings


@enforces("P21")
def letter_complete(letter: LetterFact, *, on: date) -> list[Finding]:
    """P21: the letter names matters and term (行政处罚法 Art 20 ¶2)."""
    if gap := LETTER.gap(on):
        return gap
    missing = [] if letter.matters else ["委托事项"]
    missing += [] if letter.term_from and letter.term_to else ["委托期限"]
    if missing:
        return [LETTER.refuse(f"委托书没有载明{'、'.join(missing)}", "补正委托书后再登记", None)]
    return []


@enforces("P21")
def letter_published(letter: LetterFact, *, on: date) -> list[Finding]:
    """P21: before both sides have published the letter nobody acts on it (行政处罚法 Art 20 ¶2)."""
    if letter.published_on is not None and letter.published_on <= on:
        return []
    message = f"委托书在{on.isoformat()}尚未向社会公布，不得据以实施行政处罚"
    return LETTER.gap(on) or [LETTER.refuse(message, "由双方将委托书向社会公布，并登记公布日", None)]


@enforces("P11")
def changed_body_announced(
    changed_on: date, due: date, announced_on: date | None, *, on: date
) -> list[Finding]:
    """P11: a changed name or duty is announced again by `due`, 15 working days after it (GZ Art 10 ¶2).

    Late is still to be done, so it warns; on the last day nothing is late yet.
    """
    if announced_on is not None and announced_on >= changed_on:
        return []
    late = on > due
    word = f"已逾期（应于{due.isoformat()}前公告）" if late else f"应于{due.isoformat()}前向社会公告"
    message = f"执法主体于{changed_on.isoformat()}调整，{word}"
    return ANNOUNCED.gap(on) or [ANNOUNCED.warn(message, "向社会公告后，登记公告日")]
