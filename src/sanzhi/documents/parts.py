"""The facts that several documents share, as they stand in a document's frozen source.

Everything has a default, so that a half-filled source can still be previewed; what must not be absent
when a document is issued is the table of needs in `kinds.py`. Money is integer fen, dates are `date`,
instants are aware; in JSON a date is `2026-03-02` and an instant `2026-03-02T01:30:00Z`.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, model_validator

Fen = Annotated[StrictInt, Field(ge=0)]
"""An amount of money in fen, never negative. A decimal fraction is refused, not rounded."""

PartyType = Literal["natural", "sole", "legal", "other"]

_PARTY_WORDS: dict[str, PartyType] = {
    "自然人": "natural",
    "公民": "natural",
    "个人": "natural",
    "person": "natural",
    "个体工商户": "sole",
    "individual": "sole",
    "sole_trader": "sole",
    "法人": "legal",
    "legal_person": "legal",
    "非法人组织": "other",
    "其他组织": "other",
    "unincorporated": "other",
}


class Part(BaseModel):
    """Base of every part: unknown keys are left aside, an empty value counts as absent."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_blanks(cls, given: Any) -> Any:
        """Let an empty form field fall back to the default instead of failing as a wrong date or number."""
        if isinstance(given, dict):
            return {key: value for key, value in given.items() if value not in (None, "")}
        return given


class Bank(Part):
    """Who collects the fine (罚款决定与罚款收缴分离实施办法 Art 7)."""

    name: str = ""
    address: str = ""
    account_name: str = ""
    account: str = ""


class Agency(Part):
    """The agency that acts. `reconsideration` and `court` are the bodies that the remedies name."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    contact: str = ""
    reconsideration: str = ""
    court: str = ""
    bank: Bank = Bank()


class Party(Part):
    """The party: `type` is one of natural, sole, legal, other; the Chinese words are understood too."""

    type: Annotated[PartyType, BeforeValidator(lambda word: _PARTY_WORDS.get(word, word))] = "legal"
    name: str = ""
    uscc: str = ""
    legal_representative: str = ""
    id_kind: str = "居民身份证"
    id_number: str = ""
    gender: str = ""
    address: str = ""
    phone: str = ""


class CaseRef(Part):
    """The case: `title` is the suspected violation in words, `origin` where the lead came from."""

    number: str = ""
    title: str = ""
    origin: str = ""
    found_on: date | None = None
    filed_on: date | None = None


class Officer(Part):
    """An officer and the certificate shown at every contact (行政处罚法 Art 42, 55)."""

    name: str = ""
    certificate: str = ""


class Basis(Part):
    """One article: `law` without its brackets, `article` down to the item, `text` as in force that day.

    `mark` says so where the library holds another version only; it stands outside the quotation.
    """

    law: str = ""
    article: str = ""
    text: str = ""
    mark: str = ""


class Evidence(Part):
    """One piece of evidence and what it proves."""

    name: str = ""
    proves: str = ""


class PenaltyItem(Part):
    """One penalty. With `fen` the amount is printed after `text` in digits and in capitals."""

    text: str = ""
    fen: Fen | None = None


class Opinion(Part):
    """One box of an approval form: who speaks (`role`), what is said, name, day."""

    role: str = ""
    text: str = ""
    name: str = ""
    on: date | None = None


class Person(Part):
    """Somebody who is asked or heard; `relation` is the tie to the case (for example 法定代表人)."""

    name: str = ""
    gender: str = ""
    age: StrictInt | None = None
    id_number: str = ""
    work: str = ""
    post: str = ""
    address: str = ""
    phone: str = ""
    relation: str = ""


class Exchange(Part):
    """One question and its answer."""

    question: str = ""
    answer: str = ""


class Attendee(Part):
    """Somebody at a meeting."""

    name: str = ""
    post: str = ""


class Speech(Part):
    """What one attendee said. A collective discussion is proved by every opinion (行政处罚法 Art 57 ¶2)."""

    name: str = ""
    text: str = ""


class ReviewPoint(Part):
    """One of the seven points of a review: `passed` None means not yet judged."""

    name: str = ""
    passed: bool | None = None
    note: str = ""


class ServedDocument(Part):
    """A document that is served, with its number and count of copies."""

    title: str = ""
    number: str = ""
    copies: StrictInt = 1


class EarlierDocument(Part):
    """A document that went before: its number and the day it was served or made."""

    number: str = ""
    on: date | None = None
