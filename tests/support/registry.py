"""Contents as a clerk types them, and the people of an admission: a clerk, two of the legal office."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.orgs.models import Agency, Government
from sanzhi.registry import admission, settling
from sanzhi.registry.access import Owner
from sanzhi.registry.submissions import Submission
from tests.support.cast import assemble

FOOD = {"law": "食品安全法", "article": "第一百二十四条第一款"}


@dataclass(frozen=True)
class Office:
    """An agency, its clerks, and the legal office of its government."""

    agency: Agency
    clerk: Actor
    colleague: Actor
    justice: Actor
    other_justice: Actor

    @property
    def owner(self) -> Owner:
        """The agency as the owner of its records."""
        return Owner(agency=self.agency)

    @property
    def government(self) -> Owner:
        """The county government as the owner of its lists."""
        return Owner(government=Government.objects.get(pk=str(self.justice.government_id)))

    def submitted(
        self, library: str, content: dict[str, Any], effective_on: date | None = None
    ) -> Submission:
        """A record that its clerk has drafted and handed in."""
        row = admission.begin(library, self.owner, content, actor=self.clerk, effective_on=effective_on)
        return admission.submit(row.pk, actor=self.clerk)

    def admitted(self, library: str, content: dict[str, Any], effective_on: date | None = None) -> Submission:
        """A record that the legal office has admitted."""
        return settling.admit(self.submitted(library, content, effective_on).pk, actor=self.justice)

    def amended(self, row: Submission, **changed: Any) -> Submission:
        """The next version of a record, admitted."""
        draft = admission.amend(
            row.library, row.record, self.owner, {**row.content, **changed}, actor=self.clerk
        )
        admission.submit(draft.pk, actor=self.clerk)
        return settling.admit(draft.pk, actor=self.justice)


def open_office() -> Office:
    """The cast with those who fill and keep the libraries."""
    return office_of(assemble().agency)


def office_of(agency: Agency) -> Office:
    """Clerks for an agency, and two people of the legal office of its government."""
    government = Government.objects.get(region=agency.region)
    return Office(
        agency=agency,
        clerk=_person("clerk", "莫资料", "clerk", agency=agency),
        colleague=_person("clerk2", "岳资料", "clerk", agency=agency),
        justice=_person("justice", "石法鉴", "supervisor", government=government),
        other_justice=_person("justice2", "苗法鉴", "supervisor", government=government),
    )


def _person(username: str, name: str, role: str, **where: Any) -> Actor:
    user = User.objects.create_user(username, display_name=name, **where)
    Grant.objects.create(user=user, role=role)
    return actor_of(user)


def power(**changed: Any) -> dict[str, Any]:
    """A penalty on food past its date."""
    return {
        "code": "52052300B001",
        "name": "对生产经营超过保质期食品的处罚",
        "type": "行政处罚",
        "domain": "市场监管",
        "level": "县级",
        "basis": [FOOD],
    } | changed


def certificate(**changed: Any) -> dict[str, Any]:
    """A certificate of Jinsha county."""
    return {
        "number": "24052300101",
        "issuer": "金沙县人民政府",
        "domain": "市场监管",
        "area": "520523",
        "valid_from": "2023-01-01",
        "valid_until": "2035-12-31",
    } | changed


def officer(**changed: Any) -> dict[str, Any]:
    """An officer in post who was examined and taught."""
    return {
        "name": "覃守正",
        "staffing": "行政编制",
        "certificates": [certificate()],
        "training": [{"year": 2022, "hours": 60, "examined_on": "2022-11-05", "passed": True}],
    } | changed


def major(**changed: Any) -> dict[str, Any]:
    """An entry of the list of major decisions: fines and confiscations from 30,000 yuan."""
    return {
        "code": "FS-01",
        "title": "罚款、没收合计三万元以上",
        "basis": [{"law": "行政处罚法", "article": "第五十八条第一款"}],
        "at_least_fen": 3_000_000,
    } | changed


def benchmark(**changed: Any) -> dict[str, Any]:
    """A benchmark of two rungs on the power of the cast."""
    return {
        "code": "CL-001",
        "title": "经营超过保质期食品的裁量基准",
        "matter": "52052300A001",
        "maker": "金沙县市场监督管理局",
        "basis": [FOOD],
        "rungs": [
            {
                "degree": "从轻",
                "circumstance": "货值不足五百元且主动下架",
                "least_fen": 500_000,
                "most_fen": 2_000_000,
            },
            {"degree": "一般", "circumstance": "其他情形", "least_fen": 2_000_000, "most_fen": 5_000_000},
        ],
    } | changed
