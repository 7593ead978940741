"""Public records as plain values: what disclosure puts into the feed, built without a database.

The caller has redacted already (``law.redaction``); this module gives the shape, the first sentence in
plain words, and the strip with the inner marks locked.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sanzhi.law.amounts import in_yuan
from sanzhi.released.contents import (
    AgencyRecord,
    AgencyRef,
    Basis,
    OfficerShown,
    PartyShown,
    PenaltyRecord,
    Place,
    ProgressRecord,
    StepShown,
)

# What the public may read of a mark in the inner lanes: that it stands there, never what it says.
_LOCKED = {"state": "locked", "detail": "", "href": ""}
_OPEN_LANE = "publicity"


def place(code: str, name: str) -> Place:
    """A region by GB/T 2260 code and name."""
    return Place(code=code, name=name)


def agency_ref(name: str, uscc: str, region: Place) -> AgencyRef:
    """The acting agency as records name it."""
    return AgencyRef(name=name, uscc=uscc, region=region)


def penalty(
    *,
    number: str,
    agency: AgencyRef,
    party: tuple[str, str],
    violation: str,
    facts: str,
    basis: Iterable[tuple[str, str, str]],
    penalty: str,
    fine_fen: int,
    confiscated_fen: int,
    decided_on: date,
    served_on: date | None,
    officers: Iterable[tuple[str, str]],
    remedies: str,
    strip: Mapping[str, Any],
    demo: bool,
    text: Sequence[str] = (),
    masks: Sequence[str] = (),
) -> PenaltyRecord:
    """The public copy of a penalty decision (国办发〔2018〕118号 六; 市场监管总局令第45号 Art 4, 7).

    ``party`` is type and shown name, ``basis`` law, article and text, ``officers`` name and certificate
    number, money integer fen. Raises ``pydantic.ValidationError`` for values outside the shape.
    """
    kind, name = party
    return PenaltyRecord(
        title=f"{name}{violation}案",
        number=number,
        agency=agency,
        party=PartyShown(type=kind, name=name),
        violation=violation,
        facts=facts,
        basis=tuple(Basis(law=law, article=article, text=words) for law, article, words in basis),
        penalty=penalty,
        fine_fen=fine_fen,
        confiscated_fen=confiscated_fen,
        decided_on=decided_on,
        served_on=served_on,
        officers=tuple(OfficerShown(name=who, certificate=number) for who, number in officers),
        remedies=remedies,
        lead_sentence=lead_sentence(
            agency.name, name, violation, decided_on, fine_fen, confiscated_fen, penalty
        ),
        strip=public_strip(strip),
        demo=demo,
        text=tuple(text),
        masks=tuple(masks),
    )


def progress(
    *,
    number: str,
    agency: AgencyRef,
    kind: str,
    steps: Iterable[tuple[str, date | None, str]],
    strip: Mapping[str, Any],
    demo: bool,
) -> ProgressRecord:
    """Where a case stands: ``steps`` are name, day and ``done``, ``now`` or ``next``."""
    return ProgressRecord(
        title=f"{agency.name}{kind}案件办理进度",
        number=number,
        agency=agency,
        kind=kind,
        steps=tuple(
            StepShown.model_validate({"name": n, "on": on, "state": state}) for n, on, state in steps
        ),
        strip=public_strip(strip),
        demo=demo,
    )


def agency(
    *,
    name: str,
    uscc: str,
    region: Place,
    government: str,
    superior: str,
    address: str,
    phone: str,
    duty: str,
    basis: str,
    demo: bool,
) -> AgencyRecord:
    """The public facts of an enforcing body (行政处罚法 Art 39; 贵州省行政执法监督办法 Art 10)."""
    return AgencyRecord(
        name=name,
        uscc=uscc,
        region=region,
        government=government,
        superior=superior,
        address=address,
        phone=phone,
        duty=duty,
        basis=basis,
        demo=demo,
    )


def lead_sentence(
    agency: str,
    party: str,
    violation: str,
    decided_on: date,
    fine_fen: int,
    confiscated_fen: int,
    penalty: str,
) -> str:
    """Who decided what about whom, why and with what result, in one sentence that needs no law degree."""
    sums = []
    if fine_fen:
        sums.append(f"罚款 {in_yuan(fine_fen)} 元")
    if confiscated_fen:
        sums.append(f"没收 {in_yuan(confiscated_fen)} 元")
    result = "，".join(sums) or penalty.rstrip("。；;")
    day = f"{decided_on.year}年{decided_on.month}月{decided_on.day}日"
    return f"{day}，{agency}因{party}{violation}，对其作出行政处罚：{result}。"


def public_strip(strip: Mapping[str, Any]) -> dict[str, Any]:
    """The three-lane strip for the public: lanes of record and review keep their marks, locked.

    ``strip`` is ``Strip.to_json()``; a mark of an inner lane keeps title, day and article and loses its
    detail and its address. In the open lane only addresses go, for they lead into the inner program.
    """
    return {**strip, "lanes": [_public_lane(lane) for lane in strip.get("lanes", [])]}


def _public_lane(lane: Mapping[str, Any]) -> dict[str, Any]:
    if lane["key"] == _OPEN_LANE:
        return {**lane, "marks": [{**mark, "href": ""} for mark in lane["marks"]]}
    # What is still due inside would stand there as overdue for ever: a record says what had happened.
    happened = [{**mark, **_LOCKED} for mark in lane["marks"] if mark["on"]]
    return {**lane, "summary": "只公开进度", "marks": happened}
