"""One case, and a person of every role in its agency, in another, and above."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from sanzhi.accounts.models import ADMINISTRATORS, Grant, Role, User
from sanzhi.documents.models import Document
from sanzhi.evidence.models import Material
from sanzhi.orgs.models import Agency, Government, Line, Region
from sanzhi.orgs.units import Unit
from sanzhi.procedure import drafts
from sanzhi.procedure.library import all_bundles
from sanzhi.procedure.models import ProcedureDraft
from sanzhi.registry.shelves import record_of
from tests.support.cast import LONG_AGO, Cast, assemble, make_agency, make_person
from tests.support.story import Story

# How the agency of a person stands to that of the case.
RELATIONS = ("own", "other", "superior")
ROLES = tuple(Role.values)
NOBODY = ("nobody", "-")
PEOPLE = (NOBODY, *((role, relation) for role in ROLES for relation in RELATIONS))
_OF_THE_CASE = {"officer": "officer", "head": "head", "reviewer": "reviewer", "editor": "editor"}


@dataclass
class World:
    """Who asks, by role and relation, and the values that fill addresses."""

    values: dict[str, Any]
    clients: dict[tuple[str, str], Client] = field(default_factory=dict)

    def ask(self, person: tuple[str, str], method: str, address: str) -> HttpResponse:
        """An answer whose effects are undone, so that the next person meets the same world."""
        client = self.clients[person]
        cookies = deepcopy(client.cookies)
        with _undone():
            answer: Any = client.generic(method, address)
            if answer.streaming:
                b"".join(answer.streaming_content)
        client.cookies = cookies
        return answer  # type: ignore[no-any-return]


def build() -> World:
    """The case is filed and has evidence and a document."""
    cast = assemble()
    agencies = _agencies(cast)
    story = Story(cast).filed()
    story.evidence()
    case_id = story.case.pk
    world = World(
        {
            "case_id": case_id,
            "document_id": Document.objects.filter(case_id=case_id).values_list("pk", flat=True)[0],
            "material_id": Material.objects.filter(case_id=case_id).values_list("pk", flat=True)[0],
            "seq": 1,
            "act": "conclude",
            "name": "conclude",
            "kind": "decision",
            "agency_id": cast.agency.pk,
            "government_id": Government.objects.get(region=cast.agency.region).pk,
            "unit_id": Unit.objects.create(
                agency=cast.agency, name="执法大队", kind="大队", since=LONG_AGO
            ).pk,
            "user_id": cast.second.user_id,
            "record": record_of(cast.power),
            "code": cast.agency.region_id,
            "law": "行政处罚法",
            "draft_id": _flow(cast).pk,
            "digest": all_bundles()[0].digest,
            "step": "lead",
        }
    )
    # Hashing is slow on purpose, and nobody here types a password.
    password = make_password("nobody-types-this-7")
    for role, relation in PEOPLE:
        client = Client()
        if role != "nobody":
            user = _person(cast, agencies[relation], role, relation)
            User.objects.filter(pk=user.pk).update(password=password)
            user.password = password
            client.force_login(user)
        world.clients[role, relation] = client
    return world


def _flow(cast: Cast) -> ProcedureDraft:
    """A draft of the agency's own flow."""
    clerk = make_person(cast.agency, "flow-clerk", "冉细致", "clerk")
    return drafts.begin(clerk, "本局普通程序", all_bundles()[0])


def _agencies(cast: Cast) -> dict[str, Agency]:
    city = Region.objects.get(code="520500")
    elsewhere = Region.objects.create(
        code="520521", name="大方县", full_name="贵州省毕节市大方县", level=3, parent=city
    )
    above = make_agency(city, 3, "毕节市市场监督管理局", "毕节市监")
    Line.objects.create(agency=cast.agency, line="superior", superior=above, since=LONG_AGO)
    return {
        "own": cast.agency,
        "other": make_agency(elsewhere, 4, "大方县市场监督管理局", "大方市监"),
        "superior": above,
    }


def _person(cast: Cast, agency: Agency, role: str, relation: str) -> User:
    if relation == "own" and role in _OF_THE_CASE:
        return User.objects.get(pk=getattr(cast, _OF_THE_CASE[role]).user_id)
    username = f"{role}-{relation}"
    if role not in ADMINISTRATORS | {Role.SUPERVISOR}:
        return User.objects.get(pk=str(make_person(agency, username, username, role).user_id))
    # The county's government supervises its agencies, the department above by its own line.
    of_a_government = role == Role.SUPERVISOR and relation != "superior"
    government = Government.objects.get(region=agency.region) if of_a_government else None
    user = User.objects.create_user(
        username, display_name=username, government=government, agency=None if government else agency
    )
    Grant.objects.create(user=user, role=role)
    return user


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
