"""What a public record may contain, and the salted file that carries it.

The shapes are closed: a field that is not named here cannot reach the public by accident. Each kind keeps
to the minimum of 国办发〔2018〕118号 (body, object, class, conclusion) and, for penalties, to the summary of
国家市场监督管理总局令第45号 Art 4 and 7.
"""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sanzhi.ledger import canonical
from sanzhi.ledger.content import matches
from sanzhi.ledger.errors import NotCanonical
from sanzhi.released.entries import Kind


class ContentInvalid(ValueError):
    """A record whose content is not what its kind may show; ``str()`` names the fields."""


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(_Closed):
    """A region: GB/T 2260 code (6 digits, or 12 for townships) and name."""

    code: str = Field(pattern=r"^\d{6}(\d{6})?$")
    name: str


class AgencyRef(_Closed):
    """The agency that acts, as it names itself."""

    name: str = Field(min_length=1)
    uscc: str = Field(min_length=18, max_length=18)
    region: Place


class PartyShown(_Closed):
    """The punished party as the public may see it; a natural person's name arrives masked."""

    type: str
    name: str = Field(min_length=1)


class Basis(_Closed):
    """An article that was applied, with its text as in force that day."""

    law: str
    article: str
    text: str


class OfficerShown(_Closed):
    """An officer on duty: name and certificate number must be shown (行政处罚法 Art 39, 42)."""

    name: str
    certificate: str


class StepShown(_Closed):
    """A step of a case without any of its content."""

    name: str
    on: date | None = None
    state: Literal["done", "now", "next"]


class PenaltyRecord(_Closed):
    """The decision of a penalty, redacted. Money is integer fen, dates are days in Beijing time."""

    title: str
    number: str
    agency: AgencyRef
    party: PartyShown
    violation: str
    facts: str
    basis: tuple[Basis, ...]
    penalty: str
    fine_fen: int = Field(ge=0)
    confiscated_fen: int = Field(ge=0)
    decided_on: date
    served_on: date | None = None
    officers: tuple[OfficerShown, ...]
    remedies: str
    lead_sentence: str
    strip: dict[str, Any]
    demo: bool
    text: tuple[str, ...] = ()
    masks: tuple[str, ...] = ()


class ProgressRecord(_Closed):
    """Where a case stands and nothing more: no party, no content (国办发〔2018〕118号 五)."""

    title: str
    number: str
    agency: AgencyRef
    kind: str
    steps: tuple[StepShown, ...] = Field(min_length=1)
    strip: dict[str, Any]
    demo: bool


class AgencyRecord(_Closed):
    """A body that may enforce: name, basis, duty, address and phone (行政处罚法 Art 39)."""

    name: str = Field(min_length=1)
    uscc: str = Field(min_length=18, max_length=18)
    region: Place
    government: str
    superior: str
    address: str
    phone: str
    duty: str
    basis: str
    demo: bool


class CertificateShown(_Closed):
    """A certificate of enforcement: for what, where, and on which days it holds (行政处罚法 Art 39, 55).

    ``suspended_until`` is the last day of a suspension, None while its end is not known.
    """

    name: str = Field(min_length=1)
    post: str
    certificate: str = Field(min_length=1)
    issuer: str
    domain: str
    area: str
    valid_from: date
    valid_until: date
    suspended_from: date | None = None
    suspended_until: date | None = None
    revoked_on: date | None = None


class PowerShown(_Closed):
    """A power with its basis, procedure and guide; ``flow`` names the public steps in order."""

    code: str = Field(min_length=1)
    name: str = Field(min_length=1)
    type: str
    domain: str
    level: str
    basis: tuple[Basis, ...]
    conditions: str
    procedure: str
    time_limit: str
    guide: str
    flow: tuple[str, ...] = ()
    admitted_on: date | None = None


class OfficersRecord(_Closed):
    """An agency's officers and their certificates (国办发〔2018〕118号 part 2 (4); 行政处罚法 Art 39)."""

    agency: AgencyRef
    officers: tuple[CertificateShown, ...]
    demo: bool


class PowersRecord(_Closed):
    """Every power that an agency holds (国办发〔2018〕118号 part 2 (4); 行政处罚法 Art 39)."""

    agency: AgencyRef
    powers: tuple[PowerShown, ...]
    demo: bool


Shown = PenaltyRecord | ProgressRecord | AgencyRecord | OfficersRecord | PowersRecord
KINDS: dict[Kind, type[Shown]] = {
    "penalty": PenaltyRecord,
    "progress": ProgressRecord,
    "agency": AgencyRecord,
    "officers": OfficersRecord,
    "powers": PowersRecord,
}


def check(kind: Kind, record: Any) -> Shown:
    """Read a record of this kind; raises ``ContentInvalid`` with the names of the wrong fields."""
    try:
        return KINDS[kind].model_validate(record)
    except ValidationError as error:
        wrong = ["/".join(str(part) for part in fault["loc"]) for fault in error.errors()]
        raise ContentInvalid(f"公示内容的字段不合规定：{'、'.join(wrong)}") from error


def check_agency(record: Shown, uscc: str) -> None:
    """Raise ``ContentInvalid`` unless the content speaks of the agency that its entry names."""
    named = record.uscc if isinstance(record, AgencyRecord) else record.agency.uscc
    if named != uscc:
        raise ContentInvalid("公示内容中的执法部门与条目不一致")


def pack(kind: Kind, record: Shown, salt: str) -> bytes:
    """The canonical bytes of the content file; ``salt`` is 32 hex digits drawn at random for this release.

    The salt keeps a destroyed text secret: without it, short texts could be guessed from the digest.
    """
    check(kind, record.model_dump(mode="json"))
    return canonical.dumps({"salt": salt, "record": record.model_dump(mode="json")})


def unpack(kind: Kind, raw: bytes, expected: str) -> Shown:
    """Read a content file; raises ``ContentInvalid`` when it is not the one with the digest ``expected``."""
    if not matches(expected, raw):
        raise ContentInvalid("公示内容与存证的摘要不符")
    try:
        record = canonical.loads(raw)["record"]
    except (NotCanonical, KeyError, TypeError) as error:
        raise ContentInvalid("公示内容文件无法解读") from error
    return check(kind, record)
