"""What each word of a story means: which acts, by whom, with what in the forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sanzhi.cli.demonstration import closing, hearing_out, opening, papers
from sanzhi.cli.demonstration.scene import Data, Scene
from sanzhi.cli.demonstration.script import Entry, Model

Build = Callable[[Scene], Data]


@dataclass(frozen=True)
class Turn:
    """One act by whoever takes this part in the agency; ``late`` enters today what happened last Friday."""

    act: str
    part: str
    build: Build
    late: bool = False


def _nothing(_: Scene) -> Data:
    return {}


_ONE: dict[str, tuple[Turn, ...]] = {
    "lead": (Turn("register_lead", "officer", opening.lead),),
    "propose": (Turn("propose_filing", "officer", opening.proposal),),
    "return": (Turn("return_filing", "head", opening.returned),),
    "file": (Turn("file", "head", opening.approval),),
    "decline": (Turn("decline_filing", "head", opening.declined),),
    "interview": (Turn("record_interview", "officer", opening.interview),),
    "conclude": (Turn("conclude", "officer", opening.draft),),
    "conclude-again": (Turn("conclude", "officer", opening.second_draft),),
    "submit": (Turn("submit_for_review", "officer", opening.submission),),
    "review": (Turn("give_opinion", "reviewer", hearing_out.agreement),),
    "object": (Turn("give_opinion", "reviewer", hearing_out.objection),),
    "check": (Turn("check_case", "reviewer", hearing_out.passed_check),),
    "object-check": (Turn("check_case", "reviewer", hearing_out.failed_check),),
    "draft-notice": (Turn("issue_notice", "officer", _nothing),),
    "notice": (
        Turn("issue_notice", "officer", _nothing),
        Turn("sign_notice", "second", _nothing),
        Turn("seal_notice", "officer", papers.sealed_notice),
    ),
    "serve-notice": (Turn("serve_notice", "officer", papers.served),),
    "statement": (Turn("record_statement", "officer", hearing_out.statement),),
    "request-hearing": (Turn("request_hearing", "officer", hearing_out.request),),
    "name-host": (Turn("name_hearing_host", "head", hearing_out.host),),
    "notify-hearing": (
        Turn("notify_hearing", "reviewer", hearing_out.hearing_notice),
        Turn("serve_paper", "officer", hearing_out.served_paper),
        Turn("announce_hearing", "reviewer", _nothing),
    ),
    "hearing": (
        Turn("record_hearing", "reviewer", hearing_out.hearing),
        Turn("report_hearing", "reviewer", hearing_out.report),
    ),
    "waive": (Turn("waive_rights", "officer", hearing_out.waiver),),
    "deliberate": (Turn("deliberate", "head", hearing_out.deliberation),),
    "decide": (Turn("decide", "head", hearing_out.decision),),
    "decide-lower": (Turn("decide", "head", hearing_out.lower_decision),),
    "draft-decision": (Turn("issue_decision", "officer", _nothing),),
    "decision": (
        Turn("issue_decision", "officer", _nothing),
        Turn("sign_decision", "second", _nothing),
        Turn("seal_decision", "officer", papers.sealed_decision),
    ),
    "serve-decision": (Turn("serve_decision", "officer", papers.served),),
    "late-serve-decision": (Turn("serve_decision", "officer", papers.served, late=True),),
    "prepare": (Turn("prepare_release", "editor", _nothing),),
    "publish": (Turn("publish_release", "other_editor", _nothing),),
    "withhold": (Turn("withhold_release", "other_editor", closing.withheld),),
    "withdraw": (Turn("withdraw_release", "other_editor", closing.withdrawn),),
    "pay": (Turn("record_payment", "officer", closing.payment),),
    "pay-half": (Turn("record_payment", "officer", closing.first_half),),
    "pay-rest": (Turn("record_payment", "officer", closing.rest),),
    "done": (Turn("record_payment", "officer", closing.carried_out),),
    "close": (Turn("close", "head", closing.closure),),
}


def turns(word: str, entry: Entry, model: Model, shown: int) -> Sequence[Turn]:
    """The turns of a word. ``evidence`` brings the pieces that are left, ``evidence:2`` two; ``shown`` counts
    those that came before.
    """
    name, _, count = word.partition(":")
    if name == "evidence":
        left = [piece for piece in model.evidence if not piece.is_interview][shown:]
        return [
            Turn("add_evidence", "officer", papers.material(piece))
            for piece in left[: int(count or len(left))]
        ]
    if name == "more":
        return [Turn("add_evidence", "officer", papers.material(piece)) for piece in model.more]
    return _ONE[name]
