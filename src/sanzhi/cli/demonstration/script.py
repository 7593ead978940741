"""What the data files say, in types: regions, people, models of cases, cases."""

import json
from functools import cache
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict

from sanzhi.accounts.models import Role
from sanzhi.law.identifiers import demonstration_resident, demonstration_uscc
from sanzhi.law.statutes import MARKET

_CERTIFICATES = {"expired": "执法证已过期", "suspended": "执法证被暂扣", "": ""}


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(_Told):
    """A region with the code of the one above it."""

    code: str
    name: str
    level: int
    parent: str | None


class Person(_Told):
    """Somebody of the cast. ``part`` is taken in the agency's cases; ``shown`` lists the account."""

    username: str
    name: str
    role: str
    part: str = ""
    post: str = ""
    certificate: str = ""
    agency: str = ""
    region: str = ""
    title: str = ""
    shown: bool = False

    @property
    def shown_name(self) -> str:
        """The name with what tells the person from others of the same role."""
        told = self.title or _CERTIFICATES[self.certificate] or str(Role(self.role).label)
        return f"{self.name}（{told}）"


class Held(_Told):
    """A power that an agency holds, whether or not a case is modelled on it."""

    code: str
    name: str
    basis: tuple[tuple[str, str], ...]


class Body(_Told):
    """An agency with its staff. One of another sector than market regulation names its own powers."""

    key: str
    name: str
    short: str
    region: str
    superior: str | None
    deputy: str
    staff: tuple[Person, ...]
    domain: str = MARKET
    duty: str = "市场主体、产品质量、食品药品、价格等方面的监督管理和行政处罚（示例数据）。"
    powers: tuple[Held, ...] = ()


class Company(_Told):
    """The whole cast."""

    agencies: tuple[Body, ...]
    others: tuple[Person, ...]

    @property
    def people(self) -> list[Person]:
        """Everybody, agency by agency."""
        return [*(person for body in self.agencies for person in body.staff), *self.others]


class Piece(_Told):
    """A piece of evidence and what it proves."""

    name: str
    proves: str

    @property
    def is_interview(self) -> bool:
        """Whether this is the record of an interview, which is an act of its own."""
        return self.name in {"询问笔录", "调查笔录"}


class Item(_Told):
    """One penalty; ``fen`` is None where it is not about money."""

    kind: str
    text: str
    fen: int | None


class Defence(_Told):
    """What the party says, what the agency answers, and the penalty that remains."""

    text: str
    reply: str
    items: tuple[Item, ...]


class Succession(_Told):
    """An article of the publication that another one has taken the place of, and why."""

    published: str
    present: str
    reason: str


class Model(_Told):
    """The facts of one published decision (``decision`` is its number); ``chosen`` gives the reason for each
    field that the publication did not show.
    """

    decision: int
    domain: str
    power: str
    suspected: str
    source: str
    summary: str
    process: str
    facts: str
    nature: str
    evidence: tuple[Piece, ...]
    violated: tuple[tuple[str, str], ...]
    basis: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    discretion: str
    correction: str
    exchanges: tuple[tuple[str, str], ...]
    chosen: dict[str, str]
    more: tuple[Piece, ...] = ()
    statement: Defence | None = None
    succeeds: tuple[Succession, ...] = ()


class Party(_Told):
    """A made-up party."""

    type: str
    name: str
    representative: str


class Entry(_Told):
    """One case: its model, its agency, its party, and its story.

    A story is a row of words, each an act or a few; ``+n`` lets n working days pass. It ends ``ends`` working
    days before the anchor of the demonstration; ``last`` is one word more, played at the anchor itself.
    """

    key: str
    decision: int
    agency: str
    n: int
    party: Party
    ends: int
    story: str
    complex: bool = False
    last: str = ""

    @property
    def uscc(self) -> str:
        """A credit code that belongs to nobody; a natural person has none."""
        return "" if self.is_person else demonstration_uscc(9000 + self.n)

    @property
    def id_number(self) -> str:
        """The identity number of the person behind the party: nobody's."""
        return demonstration_resident(41 * self.n)

    @property
    def phone(self) -> str:
        """A number that nobody can have."""
        return f"000{self.n:08d}"

    @property
    def is_person(self) -> bool:
        """Whether the party is a natural person."""
        return self.party.type == "自然人"


def fine_of(items: tuple[Item, ...]) -> int:
    """The fine among penalties, in fen."""
    return sum(item.fen or 0 for item in items if item.kind == "罚款")


def confiscated_of(items: tuple[Item, ...]) -> int:
    """What is confiscated in money, in fen."""
    return sum(item.fen or 0 for item in items if item.kind != "罚款")


@cache
def places() -> tuple[Place, ...]:
    """Guizhou, Bijie and what lies in it, from above."""
    return tuple(Place(**each) for each in _read("regions"))


@cache
def company() -> Company:
    """The cast."""
    return Company(**_read("cast"))


@cache
def models() -> dict[int, Model]:
    """The models by the number of their decision."""
    return {each["decision"]: Model(**each) for each in _read("models")}


@cache
def entries() -> tuple[Entry, ...]:
    """The cases."""
    return tuple(Entry(**each) for each in _read("cases"))


def _read(name: str) -> Any:
    return json.loads((resources.files(__package__) / "data" / f"{name}.json").read_text(encoding="utf-8"))
