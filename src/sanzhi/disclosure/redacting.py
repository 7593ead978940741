"""From the facts of a decided case to its public record: names and identifiers hidden, duties shown."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from sanzhi.cases.inheriting import agency_at
from sanzhi.cases.lanes import strip_of
from sanzhi.disclosure import records
from sanzhi.law.redaction import Person, Policy, Redacted, Role, aliases, redact
from sanzhi.ledger.canonical import dumps
from sanzhi.orgs.models import Region
from sanzhi.procedure.deed import AgencyFacts, Deed
from sanzhi.registry.queries import marked_text
from sanzhi.released.contents import AgencyRef, PenaltyRecord


@dataclass(frozen=True, slots=True)
class Draft:
    """A public record before its release, with the log of what was hidden (which never goes out)."""

    record: PenaltyRecord
    served: tuple[str, ...]
    masks: tuple[dict[str, Any], ...]


def persons_of(facts: Mapping[str, Any]) -> list[Person]:
    """The natural persons whom the case names, from its structured facts."""
    party = facts["party"]
    found = []
    if party["type"] == "自然人":
        found.append(
            Person(party["name"], Role.PARTY, party["id_number"], party["phone"], "", party["address"])
        )
    if party["legal_representative"]:
        found.append(
            Person(party["legal_representative"], Role.REPRESENTATIVE, party["id_number"], party["phone"])
        )
    found += [Person(each["name"], Role.OTHER) for each in facts.get("interviews", [])]
    statement = facts.get("statement")
    if statement:
        found.append(Person(statement["speaker"], Role.AGENT))
    return [person for person in found if person.name]


def policy_of(facts: Mapping[str, Any], agency: AgencyFacts) -> Policy:
    """What stays as it is: the names and addresses of entities and of the agency."""
    party = facts["party"]
    kept = [agency.name, agency.phone, agency.address, agency.bank_account]
    if party["type"] != "自然人":
        kept += [party["name"], party["uscc"], party["address"]]
    return Policy(keep=tuple(text for text in kept if text))


def draft_of(deed: Deed) -> Draft:
    """The public record of the case's decision, redacted.

    国办发〔2018〕118号 part 2 (6); 市场监督管理行政处罚信息公示规定 Art 4–7.
    """
    facts = deed.facts
    decision, draft = facts["decision"], _founded(facts)
    document = facts["document.spot_decision" if "spot" in facts else "document.decision"]
    # A successor publishes in the name of the agency whose decision it is.
    agency = agency_at(deed.case.id, date.fromisoformat(document["on"]))
    persons, policy = persons_of(facts), policy_of(facts, agency)
    served = tuple(_paragraphs(deed, agency))
    redacted = [redact(text, persons, policy) for text in served]
    party_name = str(facts["party"]["name"])
    shown_name = aliases(persons, policy).get(party_name, party_name)
    record = records.penalty(
        number=document["number"],
        agency=agency_ref(agency),
        party=(facts["party"]["type"], shown_name),
        violation=_clean(_violation(draft["nature"]), persons, policy),
        facts=_clean(draft["facts"], persons, policy),
        basis=[
            (b["law"], b["article"], marked_text(b["law"], b["article"], on=deed.on)) for b in draft["basis"]
        ],
        penalty=_clean("；".join(item["text"] for item in decision["penalty_items"]), persons, policy),
        fine_fen=decision["fine_fen"],
        confiscated_fen=decision["confiscated_fen"],
        decided_on=date.fromisoformat(decision["on"]),
        served_on=date.fromisoformat(decision["served_on"]) if decision.get("served_on") else None,
        officers=[(member["name"], member["certificate"]) for member in facts["officers"]],
        remedies=_remedies(agency, facts),
        strip=strip_of(facts, deed.clocks, opened=_opened(facts), today=deed.on),
        demo=settings.SANZHI_DEMO,
        text=[each.text for each in redacted],
        masks=_kinds(redacted),
    )
    return Draft(record, served, tuple(_log(redacted)))


def with_strip(record: Mapping[str, Any], deed: Deed) -> dict[str, Any]:
    """The record with the strip as the release leaves it: the publication stands in it as done."""
    strip = strip_of(deed.facts, deed.clocks, opened=_opened(deed.facts), today=deed.on)
    return {**record, "strip": records.public_strip(strip)}


def digest_of(record: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a record's canonical form."""
    return hashlib.sha256(dumps(dict(record))).hexdigest()


def agency_ref(agency: AgencyFacts) -> AgencyRef:
    """The agency as public records name it."""
    region = Region.objects.get(pk=agency.region)
    return records.agency_ref(agency.name, agency.uscc, records.place(region.code, region.name))


def _opened(facts: Mapping[str, Any]) -> date:
    return date.fromisoformat(facts["lead"]["received_on"])


def _violation(nature: str) -> str:
    """What was done, bare enough for a title: 销售劣药 of 构成销售劣药的违法行为。"""
    bare = nature.strip().rstrip("。").removeprefix("构成").removeprefix("属于")
    return bare.removesuffix("的违法行为") or nature


def _clean(text: str, persons: list[Person], policy: Policy) -> str:
    return redact(str(text), persons, policy).text


def _founded(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a decision rests on: the last draft, or what was found on the spot."""
    found: Mapping[str, Any] = facts["spot" if "spot" in facts else "draft"]
    return found


def _remedies(agency: AgencyFacts, facts: Mapping[str, Any]) -> str:
    if "spot" in facts:
        # 行政复议法 Art 23 ¶1 (1): against a decision on the spot review comes first.
        return (
            f"不服本决定的，应当自收到决定书之日起六十日内先向{agency.reconsideration}申请行政复议，"
            f"对复议决定不服的，可以依法向{agency.court}提起行政诉讼。"
        )
    return (
        f"不服本决定的，可以自收到决定书之日起六十日内向{agency.reconsideration}申请行政复议，"
        f"或者六个月内依法向{agency.court}提起行政诉讼。"
    )


def _paragraphs(deed: Deed, agency: AgencyFacts) -> Iterable[str]:
    """The text of the served decision, paragraph by paragraph, in its order (市场监管总局令第45号 Art 7)."""
    facts = deed.facts
    party, draft, decision = facts["party"], _founded(facts), facts["decision"]
    yield f"当事人：{party['name']}"
    yield from (f"{label}：{value}" for label, value in _party_rows(party) if value)
    yield f"经查明：{draft['facts']}"
    if draft["evidence"]:
        yield "以上事实有下列证据证明：" + "；".join(each["name"] for each in draft["evidence"]) + "。"
    violated = "、".join(f"《{each['law']}》{each['article']}" for each in draft["violated"])
    basis = "、".join(f"《{each['law']}》{each['article']}" for each in draft["basis"])
    yield f"当事人的行为违反了{violated}的规定，{draft['nature']}"
    statement = facts.get("statement")
    if statement:
        yield f"当事人陈述申辩称：{statement['statement']}经复核，{decision['defence_reply']}"
    yield (
        f"依据{basis}的规定，决定处罚如下："
        + "；".join(item["text"] for item in decision["penalty_items"])
        + "。"
    )
    yield _remedies(agency, facts)


def _party_rows(party: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        ("统一社会信用代码", party["uscc"]),
        ("法定代表人（负责人、经营者）", party["legal_representative"]),
        ("公民身份号码", party["id_number"]),
        ("住址（住所）", party["address"]),
        ("联系电话", party["phone"]),
    ]


def _kinds(redacted: Iterable[Redacted]) -> list[str]:
    return list(dict.fromkeys(kind for each in redacted for kind in each.kinds))


def _log(redacted: Iterable[Redacted]) -> Iterable[dict[str, Any]]:
    for place, each in enumerate(redacted):
        for mask in each.masks:
            yield {"paragraph": place, "kind": mask.kind.value, "start": mask.start, "end": mask.end}
