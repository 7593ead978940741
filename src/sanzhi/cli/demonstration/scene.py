"""What a turn knows when it is played, and the words that people write into forms."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sanzhi.cases.models import Case
from sanzhi.cli.demonstration.cast import Troupe
from sanzhi.cli.demonstration.script import Defence, Entry, Item, Model, confiscated_of, fine_of

Data = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """A case at the moment of a turn. ``case_id`` is None before its first act."""

    entry: Entry
    model: Model
    troupe: Troupe
    moment: datetime
    case_id: UUID | None

    @cached_property
    def facts(self) -> Data:
        """The facts of the case; personal values stand as commitments."""
        facts: Data = Case.objects.values_list("facts", flat=True).get(pk=self.case_id or UUID(int=0))
        return facts

    @property
    def place(self) -> str:
        """Where the party is."""
        return f"{self.troupe.agency.region.full_name}示例路{self.entry.n}号"

    @property
    def speaker(self) -> Data:
        """Who speaks for the party."""
        return {"name": self.entry.party.representative, "relation": self.relation}

    @property
    def relation(self) -> str:
        """How the speaker stands to the party."""
        known = {"法人": "法定代表人", "非法人组织": "负责人", "个体工商户": "经营者", "自然人": "本人"}
        return known[self.entry.party.type]

    def before(self, minutes: int) -> str:
        """The instant so many minutes before this moment, as text."""
        return (self.moment - timedelta(minutes=minutes)).isoformat()

    @property
    def now(self) -> str:
        """This moment as text."""
        return self.moment.isoformat()


def party(scene: Scene) -> Data:
    """The party as the lead names it."""
    entry = scene.entry
    return {
        "type": entry.party.type,
        "name": entry.party.name,
        "uscc": entry.uscc,
        "legal_representative": "" if entry.is_person else entry.party.representative,
        "id_number": entry.id_number if entry.party.type in {"自然人", "个体工商户"} else "",
        "address": scene.place,
        "phone": entry.phone,
    }


def articles(named: tuple[tuple[str, str], ...]) -> list[Data]:
    """Articles as the forms take them."""
    return [{"law": law, "article": article} for law, article in named]


def penalties(items: tuple[Item, ...]) -> Data:
    """Penalties with their sums as the forms take them."""
    return {
        "penalty_items": [item.model_dump() for item in items],
        "fine_fen": fine_of(items),
        "confiscated_fen": confiscated_of(items),
    }


def defence(scene: Scene) -> Defence:
    """What the party says to the notice; LookupError when the model has nothing of it."""
    said = scene.model.statement
    if said is None:
        raise LookupError(f"改编自第 {scene.model.decision} 号决定的案件没有陈述申辩")
    return said


def owed(scene: Scene) -> int:
    """What the decision takes in money, in fen."""
    decision = scene.facts["decision"]
    return int(decision["fine_fen"] + decision["confiscated_fen"])
