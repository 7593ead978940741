"""After the decision: the public record, payment, the end."""

from sanzhi.cli.demonstration.scene import Data, Scene, owed
from sanzhi.jobs.clock import CHINA


def withheld(_: Scene) -> Data:
    """Why nothing but the progress goes out."""
    return {
        "ground": "不具有一定社会影响",
        "reason": "仅给予警告，违法情节轻微，未造成社会影响，依法不予公示决定内容。",
    }


def withdrawn(scene: Scene) -> Data:
    """The decision was revoked on reconsideration this very day."""
    return {
        "ground": "依法撤销",
        "changed_on": scene.moment.astimezone(CHINA).date().isoformat(),
        "reason": "行政复议机关以主要证据不足为由撤销本处罚决定，依法撤回已公开的处罚决定信息。",
    }


def payment(scene: Scene) -> Data:
    """Everything at once."""
    return _paid(scene, owed(scene), 1)


def first_half(scene: Scene) -> Data:
    """The first of two instalments."""
    return _paid(scene, owed(scene) // 2, 1)


def rest(scene: Scene) -> Data:
    """What is left."""
    return _paid(scene, owed(scene) - int(scene.facts["execution"]["paid_fen"]), 2)


def _paid(scene: Scene, fen: int, nth: int) -> Data:
    return {"amount_fen": fen, "receipt": f"示例票据{scene.entry.n:04d}-{nth}"}


def carried_out(_: Scene) -> Data:
    """A penalty without money."""
    return {"other_done": True, "note": "警告已送达，当事人已提交整改报告。"}


def closure(scene: Scene) -> Data:
    """The end of a case that was carried out."""
    money = "罚没款已全部缴纳，" if owed(scene) else ""
    return {"reason": f"{money}处罚决定已执行完毕", "opinion": "同意结案。"}
