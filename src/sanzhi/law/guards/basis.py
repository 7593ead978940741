"""What every guard shares: a rule with its articles, and the names of the acts that start a cure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import covered


class Cure(StrEnum):
    """The act that would start a cure, by the name under which its room registers it."""

    PROPOSE_FILING = "propose_filing"
    ASSIGN_OFFICERS = "assign_officers"
    ADD_EVIDENCE = "add_evidence"
    RECORD_INTERVIEW = "record_interview"
    CONCLUDE = "conclude"
    SUBMIT_FOR_REVIEW = "submit_for_review"
    ISSUE_NOTICE = "issue_notice"
    SIGN_NOTICE = "sign_notice"
    SEAL_NOTICE = "seal_notice"
    SERVE_NOTICE = "serve_notice"
    RECORD_STATEMENT = "record_statement"
    WAIVE_RIGHTS = "waive_rights"
    HOLD_HEARING = "hold_hearing"
    DELIBERATE = "deliberate"
    DECIDE = "decide"
    SIGN_DECISION = "sign_decision"
    SEAL_DECISION = "seal_decision"
    SERVE_DECISION = "serve_decision"
    RECORD_PAYMENT = "record_payment"
    CLOSE = "close"
    PREPARE_RELEASE = "prepare_release"
    PUBLISH_RELEASE = "publish_release"
    WITHDRAW_RELEASE = "withdraw_release"


@dataclass(frozen=True)
class Rule:
    """A rule of the law with its id, the version of its code, and its articles, the governing one first.

    Raises ValueError for an article without its law or a law without its article, and, where something is
    said, for a finding without a reason or a refusal without a cure: nobody is told no and left there.
    """

    id: str
    citations: tuple[Citation, ...]
    version: int = 1

    def __post_init__(self) -> None:
        """Every citation is whole."""
        if not all(citation.law and citation.article for citation in self.citations):
            raise ValueError(f"规则 {self.id} 的依据不完整")

    def also(self, *citations: Citation) -> "Rule":
        """The same rule resting on further articles, as those of a sector or a province."""
        return Rule(self.id, (*self.citations, *citations), self.version)

    def gap(self, on: date) -> list[Finding]:
        """One `unknown` finding when the governing text is not known to be in force on `on`, else nothing."""
        if covered(self.citations[0].law, on):
            return []
        law = self.citations[0].law
        message = f"规则库中没有 {on.isoformat()} 有效的《{law}》，无法判断，请人工核对当时的规定"
        return [self._finding(Verdict.UNKNOWN, message, "由管理员补充当时有效的法律文本", None)]

    def refuse(self, message: str, cure: str, act: Cure | None) -> Finding:
        """The act may not be done."""
        _require(cure, "补救办法")
        return self._finding(Verdict.REFUSE, message, cure, act)

    def warn(self, message: str, cure: str = "", act: Cure | None = None) -> Finding:
        """The act may be done, and the finding stays with it."""
        return self._finding(Verdict.WARN, message, cure, act)

    def by_row(self, row: RuleRow, on: date, message: str, cure: str, act: Cure | None) -> Finding:
        """Refuse on the strength of a dated row, or only warn when its text is not confirmed in force on
        `on`.
        """
        _require(message, "理由")
        rule = Rule(self.id, (row.citation, *(c for c in self.citations if c != row.citation)), row.version)
        if row.may_refuse(on):
            return rule.refuse(message, cure, act)
        return rule.warn(f"{message}（依据未确认，仅提示）", cure, act)

    def _finding(self, verdict: Verdict, message: str, cure: str, act: Cure | None) -> Finding:
        _require(message, "理由")
        name = act.value if act else None
        return Finding(self.id, self.version, verdict, message, self.citations, cure.strip(), name)


def _require(text: str, what: str) -> None:
    if not text.strip():
        raise ValueError(f"判断缺少{what}")
