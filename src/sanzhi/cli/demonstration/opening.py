"""From the lead to the submission: what officers and heads write."""

from sanzhi.cli.demonstration.scene import Data, Scene, articles, party, penalties
from sanzhi.jobs.clock import CHINA


def lead(scene: Scene) -> Data:
    """The clue, received on the day it is entered."""
    model = scene.model
    return {
        "suspected": model.suspected,
        "source": model.source,
        "received_on": scene.moment.astimezone(CHINA).date().isoformat(),
        "summary": f"{model.summary}（示例数据）",
        "party": party(scene),
    }


def proposal(scene: Scene) -> Data:
    """The proposal to file."""
    model = scene.model
    return {
        "officers": scene.troupe.team,
        "power": str(scene.troupe.powers[model.decision].id),
        "facts": f"{model.summary}当事人涉嫌违反有关规定，需要立案调查。",
        "violated": articles(model.violated),
    }


def returned(_: Scene) -> Data:
    """Why the head sends the proposal back."""
    return {"reason": "案情摘要没有写明涉案物品的数量，请补充后重新提请。"}


def approval(_: Scene) -> Data:
    """The head's approval."""
    return {"opinion": "同意立案，由提请的两名执法人员承办。"}


def declined(_: Scene) -> Data:
    """Why nothing is filed."""
    return {"reason": "经核查，当事人持有有效的烟草专卖零售许可证，没有违法事实，不予立案。"}


def interview(scene: Scene) -> Data:
    """The interview of whoever speaks for the party."""
    entry = scene.entry
    asked = [{"question": question, "answer": answer} for question, answer in scene.model.exchanges]
    closing = {"question": "以上笔录是否属实，有无补充？", "answer": "属实，没有补充。"}
    return {
        **scene.speaker,
        "id_number": entry.id_number,
        "phone": entry.phone,
        "began_at": scene.before(35),
        "ended_at": scene.now,
        "place": f"{scene.troupe.agency.name}询问室",
        "officers": scene.troupe.team,
        "certificate_shown": True,
        "rights_told": True,
        "exchanges": [*asked, closing],
    }


def draft(scene: Scene) -> Data:
    """The conclusion of the investigation with the evidence of the model."""
    return _draft(scene, [piece.model_dump() for piece in scene.model.evidence])


def second_draft(scene: Scene) -> Data:
    """The conclusion after more evidence came."""
    return _draft(scene, [piece.model_dump() for piece in (*scene.model.evidence, *scene.model.more)])


def _draft(scene: Scene, evidence: list[Data]) -> Data:
    model = scene.model
    return {
        "process": model.process,
        "facts": model.facts,
        "nature": model.nature,
        "evidence": evidence,
        "violated": articles(model.violated),
        "basis": articles(model.basis),
        "discretion": model.discretion,
        "correction": model.correction,
        "complex": scene.entry.complex,
        **penalties(model.items),
    }


def submission(_: Scene) -> Data:
    """The handler's word for the file."""
    return {"note": "案卷材料齐全，请予审核。", "complete": True}
