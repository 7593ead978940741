"""Where a breach may be a crime (O56)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sanzhi.law.clocks import Due, compute_hours
from sanzhi.law.findings import Citation, Finding
from sanzhi.law.guards.basis import Cure, Rule
from sanzhi.law.guards.coverage import decides, enforces
from sanzhi.law.guards.deadline import overdue
from sanzhi.law.penalty import PenaltyKind
from sanzhi.law.rules import RuleRow
from sanzhi.law.statutes import TRANSFER, apl

O56 = Rule("O56", (apl("第八条第二款"), apl("第二十七条第一款"), Citation(TRANSFER, "第十一条第一款")))
O56_FINE = Rule("O56", (apl("第三十五条第二款"),))
O56_TERM = Rule("O56", (apl("第三十五条第一款"),))
O56_OFFICE = Rule("O56", (Citation(TRANSFER, "第十九条"),))
O56_REPORT = Rule("O56", (Citation(TRANSFER, "第五条第二款"),))
O56_STANDING = Rule("O56", (Citation(TRANSFER, "第十一条第二款"),))


class Transfer(StrEnum):
    """What became of a suspicion of crime."""

    NONE = "没有犯罪嫌疑"
    SUSPECTED = "涉嫌犯罪，尚未移送"
    SENT = "已移送，司法机关尚未处理"
    RETURNED = "司法机关不追究或者免予刑事处罚，移回处理"
    CONVICTED = "人民法院已经判决"


@dataclass(frozen=True)
class Sentence:
    """A criminal judgment: fine in fen, days of detention or imprisonment; zero where there is none."""

    fine_fen: int = 0
    days: int = 0


@enforces("O56")
def transferred_not_fined(state: Transfer, *, on: date) -> list[Finding]:
    """O56: no penalty in place of the transfer (行政处罚法 Art 8 ¶2, 27; 移送规定 Art 11). While the police
    have the case it is not decided here; given back, it is.
    """
    if gap := O56.gap(on):
        return gap
    if state is Transfer.SUSPECTED:
        message = "违法行为涉嫌犯罪，不得以行政处罚代替移送"
        return [O56.refuse(message, "成立专案组核实，报批后移送公安机关", None)]
    if state is Transfer.SENT:
        message = "案件已移送司法机关，处理结果作出前不得给予行政处罚"
        return [O56.refuse(message, "等待司法机关的处理结果", None)]
    return []


@enforces("O56")
def transfer_decided_in_time(due: Due | None, *, on: date) -> list[Finding]:
    """O56: the head decides on a transfer in three days from the report (移送规定 Art 5 ¶2)."""
    if gap := O56_REPORT.gap(on):
        return gap
    return overdue(O56_REPORT, due, None, "决定是否移送公安机关", on=on)


@enforces("O56")
def transfer_sent_in_time(approved_at: datetime, row: RuleRow, *, now: datetime, on: date) -> list[Finding]:
    """O56: an approved transfer reaches the police within twenty-four hours (移送规定 Art 5 ¶2); sent later,
    it is sent all the same: warned. Instants are aware, `row` is L34.send.
    """
    if gap := O56_REPORT.gap(on):
        return gap
    end = compute_hours(row, approved_at)
    if now <= end:
        return []
    hours = row.value
    return [
        O56_REPORT.warn(f"批准后应当在{hours}小时内移送公安机关，已超过", "立即移送，说明原因，并记入案卷")
    ]


@enforces("O56")
def earlier_penalties_go_on(
    kinds: frozenset[PenaltyKind], *, transferred: bool, stopped: bool, on: date
) -> list[Finding]:
    """O56: warning, stop of production, suspended or revoked licence decided before the transfer are carried
    out all the same (移送规定 Art 11 ¶2).
    """
    if gap := O56_STANDING.gap(on):
        return gap
    standing = kinds & {
        PenaltyKind.WARNING,
        PenaltyKind.STOP_PRODUCTION,
        PenaltyKind.SUSPEND_LICENCE,
        PenaltyKind.REVOKE_LICENCE,
    }
    if not (transferred and stopped and standing):
        return []
    message = f"移送前已经作出的“{'、'.join(sorted(standing))}”不停止执行"
    return [O56_STANDING.refuse(message, "继续执行", None)]


@enforces("O56")
def no_fine_after_sentence(sentence: Sentence | None, fine_fen: int, *, on: date) -> list[Finding]:
    """O56: after a criminal fine no administrative fine is imposed any more (行政处罚法 Art 35 ¶2)."""
    if gap := O56_FINE.gap(on):
        return gap
    if sentence is None or not sentence.fine_fen or not fine_fen:
        return []
    message = "人民法院已判处罚金，尚未给予罚款的，不再给予罚款"
    return [O56_FINE.refuse(message, "不再罚款，可以依法给予其他种类的处罚", Cure.CONCLUDE)]


@decides("O56", otherwise=lambda *args, **kwargs: Sentence())
def offset(sentence: Sentence, *, fined_fen: int, detained_days: int) -> Sentence:
    """O56: what of a fine and a detention already imposed counts towards the sentence (行政处罚法 Art 35).

    Fen and days; never more than the sentence. Raises ValueError for negative numbers.
    """
    if fined_fen < 0 or detained_days < 0:
        raise ValueError("折抵的数额和天数不能为负")
    return Sentence(min(fined_fen, sentence.fine_fen), min(detained_days, sentence.days))


@enforces("O56")
def offset_reported(
    sentence: Sentence, *, fined_fen: int, detained_days: int, told_court: bool, on: date
) -> list[Finding]:
    """O56: the court offsets only what it hears of: a fine or detention imposed before is reported to it
    (行政处罚法 Art 35).
    """
    rule = O56_FINE if fined_fen else O56_TERM
    if gap := rule.gap(on):
        return gap
    if told_court or offset(sentence, fined_fen=fined_fen, detained_days=detained_days) == Sentence():
        return []
    return [rule.warn("行政处罚在前，依法应当折抵刑罚", "将处罚决定和执行情况告知人民法院")]


@enforces("O56")
def office_crime_handed_on(*, clue_found: bool, handed_on: date | None, on: date) -> list[Finding]:
    """O56: a clue of a crime in office goes to the supervision organ or the procurators (移送规定 Art 19)."""
    if gap := O56_OFFICE.gap(on):
        return gap
    if not clue_found or handed_on is not None:
        return []
    message = "发现公职人员涉嫌职务犯罪的线索，应当及时移送监察机关或者人民检察院"
    return [O56_OFFICE.refuse(message, "移送线索并留存回执", None)]
