"""A case told act by act: each method performs one act with plausible data and returns the story."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sanzhi.accounts.actors import Actor
from sanzhi.cases.door import Outcome, perform
from sanzhi.cases.models import Case
from sanzhi.evidence.files import blobs
from sanzhi.jobs import clock
from sanzhi.law.identifiers import demonstration_resident, demonstration_uscc
from sanzhi.review.points import SEVEN_POINTS
from tests.support.cast import Cast

LAW = {"law": "食品安全法", "article": "第三十四条第十项"}
BASIS = {"law": "食品安全法", "article": "第一百二十四条第一款第五项"}
COMPANY = {
    "type": "法人",
    "name": "金沙示例食品有限公司",
    "uscc": demonstration_uscc(9001),
    "legal_representative": "欧阳示例",
    "address": "贵州省毕节市金沙县示例路8号",
    "phone": "13900000000",
}
PERSON = {
    "type": "自然人",
    "name": "黄示例",
    "id_number": demonstration_resident(7),
    "address": "金沙县示例村9组",
    "phone": "13900000001",
}
FINE = 5_200_000


@dataclass
class Story:
    """One case with its cast. ``seen`` is left out unless a test asks for it."""

    cast: Cast
    case_id: UUID | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    count: int = 0
    name: str = field(default_factory=lambda: uuid4().hex)

    def act(self, name: str, actor: Actor, /, **data: Any) -> Outcome:
        """Perform an act with a fresh key."""
        return self.perform(name, actor, data)

    def perform(self, name: str, actor: Actor, data: dict[str, Any], **more: Any) -> Outcome:
        """Perform an act; ``more`` is key, seen, happened, late_reason."""
        self.count += 1
        more.setdefault("key", f"{self.name}:{self.count}")
        outcome = perform(name, self.case_id, actor=actor, data=data, **more)
        self.case_id = outcome.case_id
        self.outcomes.append(outcome)
        return outcome

    @property
    def case(self) -> Case:
        """The row of the case."""
        assert self.case_id is not None
        return Case.objects.get(pk=self.case_id)

    @property
    def state(self) -> str:
        """The open step that lists show."""
        return self.case.state

    def lead(self, party: dict[str, Any] | None = None, **more: Any) -> "Story":
        data = {
            "suspected": "涉嫌经营超过保质期的食品",
            "source": "投诉",
            "received_on": clock.today().isoformat(),
            "summary": "群众投诉该店销售过期面包。",
            "party": party or COMPANY,
            **more,
        }
        self.act("register_lead", self.cast.officer, **data)
        return self

    def officers(self) -> list[str]:
        return [str(self.cast.officer.officer_id), str(self.cast.second.officer_id)]

    def proposed(self, **more: Any) -> "Story":
        data = {
            "officers": self.officers(),
            "power": str(self.cast.power.id),
            "facts": "货架上有过期面包三袋。",
            "violated": [LAW],
            **more,
        }
        self.act("propose_filing", self.cast.officer, **data)
        return self

    def filed(self) -> "Story":
        self.lead().proposed()
        self.act("file", self.cast.head, opinion="同意立案。")
        return self

    def evidence(self, content: bytes = b"photo", title: str = "现场照片") -> Outcome:
        blob = blobs().put(content)
        return self.act(
            "add_evidence",
            self.cast.officer,
            title=title,
            kind="物证",
            digest=blob.digest,
            size=blob.size,
            media_type="image/jpeg",
            file_name="a.jpg",
            collected_at=clock.now().isoformat(),
            place="店内",
        )

    def interview(self, **more: Any) -> Outcome:
        now = clock.now()
        data = {
            "name": "欧阳示例",
            "relation": "法定代表人",
            "began_at": (now - timedelta(hours=1)).isoformat(),
            "ended_at": now.isoformat(),
            "place": "本局询问室",
            "officers": self.officers(),
            "certificate_shown": True,
            "rights_told": True,
            "exchanges": [{"question": "面包何时进货？", "answer": "上月。"}],
            **more,
        }
        return self.act("record_interview", self.cast.officer, **data)

    def draft(self, fine: int = FINE, **more: Any) -> dict[str, Any]:
        return {
            "process": "接投诉后现场检查并询问。",
            "facts": "当事人经营超过保质期的面包三袋，货值三十元。",
            "nature": "构成经营超过保质期食品的违法行为。",
            "evidence": [{"name": "现场照片", "proves": "过期食品在售"}],
            "violated": [LAW],
            "basis": [BASIS],
            "penalty_items": [{"kind": "罚款", "text": f"罚款{fine // 100}元", "fen": fine}],
            "fine_fen": fine,
            "discretion": "首次违法，从轻。",
            **more,
        }

    def concluded(self, **draft: Any) -> "Story":
        self.filed()
        self.evidence()
        self.interview()
        self.act("conclude", self.cast.officer, **self.draft(**draft))
        return self

    def submitted(self, **draft: Any) -> "Story":
        self.concluded(**{"complex": True, **draft})
        self.act("submit_for_review", self.cast.officer, complete=True)
        return self

    def defended(self) -> "Story":
        """Noticed; the party has asked for a lighter penalty, waived its days, and the leaders have met."""
        self.noticed()
        now = clock.now()
        self.act(
            "record_statement",
            self.cast.officer,
            speaker="欧阳示例",
            began_at=(now - timedelta(hours=1)).isoformat(),
            ended_at=now.isoformat(),
            place="本局",
            statement="货值很小，请求从轻。",
        )
        return self.waived().deliberated()

    def opinion(self, outcome: str = "agree", passed: bool = True, actor: Actor | None = None) -> Outcome:
        points = [{"name": name, "passed": passed} for name in SEVEN_POINTS]
        return self.act(
            "give_opinion",
            actor or self.cast.reviewer,
            points=points,
            lawful=passed,
            appropriate=passed,
            outcome=outcome,
            opinion="事实清楚，同意。" if passed else "证据不足，请补充。",
        )

    def reviewed(self, **draft: Any) -> "Story":
        self.submitted(**draft)
        self.opinion()
        return self

    def sealed(self, kind: str) -> "Story":
        self.act(f"issue_{kind}", self.cast.officer)
        self.act(f"sign_{kind}", self.cast.second)
        self.seal(kind)
        return self

    def seal(self, kind: str) -> Outcome:
        return self.act(
            f"seal_{kind}",
            self.cast.officer,
            sealed=blobs().put(f"sealed {kind}".encode()).digest,
            way="scan",
            pages=2,
        )

    def serve(self, kind: str, **more: Any) -> Outcome:
        data = {"way": "直接送达", "place": "当事人住所", "receiver": "欧阳示例", "relation": "法定代表人"}
        return self.perform(f"serve_{kind}", self.cast.officer, data, **more)

    def noticed(self, **draft: Any) -> "Story":
        self.reviewed(**draft)
        self.sealed("notice")
        self.serve("notice")
        return self

    def deliberated(self) -> "Story":
        now = clock.now()
        self.act(
            "deliberate",
            self.cast.head,
            began_at=(now - timedelta(hours=1)).isoformat(),
            ended_at=now.isoformat(),
            place="三楼会议室",
            conclusion="同意处罚。",
            agreed=True,
            signed=True,
            speeches=[
                {"name": "罗维国", "post": "局长", "text": "同意。"},
                {"name": "赵副职", "post": "副局长", "text": "同意。"},
            ],
        )
        return self

    def waived(self) -> "Story":
        self.act("waive_rights", self.cast.officer, signed_by="欧阳示例", words="本公司放弃陈述申辩和听证。")
        return self

    def decide(self, fine: int = FINE, **more: Any) -> Outcome:
        items = [{"kind": "罚款", "text": f"罚款{fine // 100}元", "fen": fine}]
        return self.act("decide", self.cast.head, **{"penalty_items": items, "fine_fen": fine, **more})

    def decided(self, **draft: Any) -> "Story":
        self.noticed(**draft).waived().deliberated()
        self.decide()
        return self

    def served(self, **draft: Any) -> "Story":
        self.decided(**draft).sealed("decision")
        self.serve("decision")
        return self

    def published(self, **draft: Any) -> "Story":
        self.served(**draft)
        self.act("prepare_release", self.cast.editor)
        self.act("publish_release", self.cast.other_editor)
        return self

    def closed(self, **draft: Any) -> "Story":
        self.published(**draft)
        self.act("record_payment", self.cast.officer, amount_fen=FINE, receipt="0001")
        self.act("close", self.cast.head, reason="处罚决定已执行完毕", opinion="同意结案。")
        return self


def at(day: str) -> datetime:
    """Ten in the morning of a day in China."""
    return datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=clock.CHINA)
