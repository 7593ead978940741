"""What each kind of document is made from: one model per kind, plain JSON in, nothing computed.

A source is frozen with the act that issues the document, so it holds values and not references. Fields
shared by all kinds are in `Source`; the parts are in `parts.py`.
"""

from typing import Literal

from pydantic import AwareDatetime, StrictBool, StrictInt, model_validator

from sanzhi.documents.parts import (
    Agency,
    Attendee,
    Basis,
    CaseRef,
    EarlierDocument,
    Evidence,
    Exchange,
    Fen,
    Officer,
    Opinion,
    Part,
    Party,
    PenaltyItem,
    Person,
    ReviewPoint,
    ServedDocument,
    Speech,
)

DayUnit = Literal["wd", "natural"]


class Source(Part):
    """What every document has: agency, party, case, officers."""

    agency: Agency = Agency()
    party: Party = Party()
    case: CaseRef = CaseRef()
    officers: tuple[Officer, ...] = ()


class FilingApproval(Source):
    """立案审批表: facts of the lead, what may be breached, proposal, opinions of the approvers in order."""

    facts: str = ""
    violated: tuple[Basis, ...] = ()
    proposal: str = ""
    opinions: tuple[Opinion, ...] = ()


class NoFilingApproval(FilingApproval):
    """不予立案审批表: as a filing, with the ground on which none is made."""

    reason: str = ""


class InterviewRecord(Source):
    """询问笔录: who was asked, when and where, every question with its answer.

    The template prints the opening (certificates shown, rights told) itself; an exchange without question
    answers it.
    """

    interviewee: Person = Person()
    began_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    place: str = ""
    recorder: str = ""
    exchanges: tuple[Exchange, ...] = ()


class Penalised(Source):
    """What report, notice and decision share: facts, evidence, articles, discretion, penalties, sums.

    `penalty_items` with an amount must add up to `fine_fen + confiscated_fen`.
    """

    facts: str = ""
    evidence: tuple[Evidence, ...] = ()
    violated: tuple[Basis, ...] = ()
    basis: tuple[Basis, ...] = ()
    discretion: str = ""
    penalty_items: tuple[PenaltyItem, ...] = ()
    fine_fen: Fen = 0
    confiscated_fen: Fen = 0

    @model_validator(mode="after")
    def _sums_agree(self) -> "Penalised":
        """Two sums in one document that differ make it contestable, so they never leave the house."""
        named = [item.fen for item in self.penalty_items if item.fen is not None]
        if named and sum(named) != self.fine_fen + self.confiscated_fen:
            raise ValueError("处罚各项金额之和与罚没款合计不一致")
        return self


class InvestigationReport(Penalised):
    """案件调查终结报告: the six parts of 市场监督管理行政处罚程序规定 Art 48."""

    process: str = ""
    measures: str = ""
    nature: str = ""
    proposal: str = ""


class ReviewOpinion(Source):
    """法制审核意见书: seven points, opinion, conclusion, reviewers.

    The conclusions agree, correct, supplement and other are those of 市场监督管理行政处罚程序规定 Art 54.
    """

    round: StrictInt = 1
    unit: str = ""
    handler_unit: str = ""
    submitted_at: AwareDatetime | None = None
    points: tuple[ReviewPoint, ...] = ()
    opinion: str = ""
    conclusion: Literal["agree", "correct", "supplement", "other"] | None = None
    reviewers: tuple[Officer, ...] = ()


class PriorNotice(Penalised):
    """行政处罚事先告知书: what is intended and why, and the rights (行政处罚法 Art 44, 45, 63, 64).

    `hearing` adds the right to a hearing, to be asked for within `hearing_days` working days.
    """

    nature: str = ""
    defence_days: StrictInt | None = None
    defence_unit: DayUnit = "wd"
    hearing: StrictBool = False
    hearing_days: StrictInt = 5


class StatementRecord(Source):
    """陈述申辩笔录: what the party said to the notice, and what it handed in."""

    notice: EarlierDocument = EarlierDocument()
    speaker: Person = Person()
    began_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    place: str = ""
    recorder: str = ""
    statement: str = ""
    materials: tuple[str, ...] = ()


class DeliberationRecord(Source):
    """集体讨论记录: who was there, what each one said, what was concluded (行政处罚法 Art 57 ¶2)."""

    began_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    place: str = ""
    host: Attendee = Attendee()
    attendees: tuple[Attendee, ...] = ()
    reporter: str = ""
    recorder: str = ""
    summary: str = ""
    speeches: tuple[Speech, ...] = ()
    conclusion: str = ""


class Decision(Penalised):
    """行政处罚决定书: the contents of 行政处罚法 Art 59 and the answer to the defence.

    `defence` is what the party said and the answer to it; empty when nothing was said in time.
    `publish` prints the notice that the decision will be public, on `channel`.
    """

    process: str = ""
    notice: EarlierDocument = EarlierDocument()
    defence: str = ""
    hearing: str = ""
    nature: str = ""
    correction: str = ""
    pay_days: StrictInt = 15
    surcharge: StrictBool = True
    publish: StrictBool = False
    channel: str = "行政执法信息公示平台"


class ServiceReceipt(Source):
    """送达回证: which documents, to whom, where, how, when, and who signed or refused."""

    documents: tuple[ServedDocument, ...] = ()
    recipient: str = ""
    address: str = ""
    way: str = ""
    served_at: AwareDatetime | None = None
    signer: str = ""
    relation: str = ""
    refusal: str = ""
    witness: str = ""
    note: str = ""


class ClosureApproval(Source):
    """结案审批表: what was decided, how it was carried out, why the case ends."""

    decision: EarlierDocument = EarlierDocument()
    penalty: str = ""
    execution: str = ""
    paid_fen: Fen = 0
    surcharge_fen: Fen = 0
    goods: str = ""
    reason: str = ""
    opinions: tuple[Opinion, ...] = ()
