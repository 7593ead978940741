"""The shapes of answers and bodies, for the schema; the tests hold every answer to them."""

from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Shape(BaseModel):
    """Base of the shapes: what is not named here is not answered."""

    model_config = ConfigDict(extra="forbid")


class One(Shape, Generic[T]):
    """One thing."""

    data: T


class Page(Shape):
    """Where the list goes on; null at its end."""

    next: str | None


class Many(Shape, Generic[T]):
    """One page of a list."""

    data: list[T]
    page: Page


class ActRequest(Shape):
    """An act: its data, and what the writer had seen.

    ``seen`` is the ``seq`` of the case when the writer read it; ``happened`` may lie before now within the
    bound of the act, and then needs ``late_reason``.
    """

    data: dict[str, Any] = Field(
        default_factory=dict, title="内容", description="按 GET /acts 中该动作的结构"
    )
    seen: int | None = Field(None, title="已阅事件数", ge=0)
    happened: datetime | None = Field(None, title="发生时间", description="须带时区；缺省为现在")
    late_reason: str = Field("", title="补录原因", max_length=500)


class LegalText(Shape):
    """An article with its words; the text is empty when the library does not hold it."""

    law: str
    article: str
    text: str


class FindingShape(Shape):
    """What one rule of the law says: refuse, warn or unknown, why, and what would cure it."""

    rule: str
    verdict: str
    message: str
    citations: list[LegalText]
    cure: str
    cure_act: str | None


class OutcomeShape(Shape):
    """What came of an act; ``repeated`` says that the same request had been performed before."""

    case: UUID
    number: str
    seq: int
    act: str
    findings: list[FindingShape]
    repeated: bool


class AgencyShape(Shape):
    """The agency that handles a case."""

    id: UUID
    name: str
    uscc: str


class CaseShape(Shape):
    """A case as lists show it; ``seq`` is the number of its last event."""

    id: UUID
    number: str
    title: str
    kind: str
    state: str
    agency: AgencyShape
    handler: UUID | None
    seq: int
    opened_at: datetime


class StepShape(Shape):
    """An open step: who must act, until when."""

    id: str
    title: str
    role: str
    round: int
    due: date | None


class OfferShape(Shape):
    """An act that the caller may perform now, with the step that offers it."""

    name: str
    title: str
    step: str | None


class ClockShape(Shape):
    """A period of the law: how its due day was computed and how it stands."""

    rule: str
    start: date
    due: date
    provisional: bool
    steps: list[str]
    citation: str
    state: str
    stopped: date | None = None
    lapsed: date | None = None


class CaseDetailShape(CaseShape):
    """A case as its page shows it."""

    facts: dict[str, Any]
    steps: list[StepShape]
    open_acts: list[OfferShape]
    clocks: list[ClockShape]
    strip: dict[str, Any]


class PersonShape(Shape):
    """Who performed an act; both ids are null for the timer."""

    user: UUID | None
    officer: UUID | None
    name: str


class EventShape(Shape):
    """One event. ``digest`` is the SHA-256 of its canonical bytes, ``leaf`` its place in the ledger."""

    seq: int
    act: str
    title: str
    step: str
    round: int
    by: PersonShape
    happened: datetime
    recorded: datetime
    late_reason: str
    data: dict[str, Any]
    findings: list[FindingShape]
    digest: str
    leaf: int | None


class DocumentShape(Shape):
    """A document of a case; digests are empty until its file, or its sealed copy, is there."""

    id: UUID
    kind: str
    title: str
    number: str
    volume: str
    issued_at: datetime
    pages: int | None
    pdf_digest: str
    sealed_digest: str
    sealed_at: datetime | None


class FileShape(Shape):
    """Stored content: SHA-256 in hex and the number of bytes."""

    digest: str
    size: int


class ActShape(Shape):
    """An act that people perform, with the JSON Schema of its data."""

    name: str
    title: str
    room: str
    roles: list[str]
    opens_case: bool
    late_days: int
    reads: list[str]
    data: dict[str, Any]


class WrongField(Shape):
    """One wrong field."""

    field: str
    label: str
    rule: str


class ProblemShape(Shape):
    """A refusal (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    trace_id: str
    findings: list[FindingShape] | None = None
    fields: list[WrongField] | None = None
