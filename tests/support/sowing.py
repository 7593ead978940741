"""The ways by which personal values come in: acts, officers' records, forms, uploads, searches, failures."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from sanzhi.accounts.actors import Actor
from sanzhi.accounts.models import User
from sanzhi.jobs import clock, deliver, outbox, relay
from sanzhi.jobs.models import Delivery
from sanzhi.jobs.runner import Runner
from sanzhi.jobs.ticks import Regular
from sanzhi.law.errors import Invalid
from sanzhi.registry.models import Officer
from tests.support.cast import Cast, make_person
from tests.support.planting import Planted, Planter
from tests.support.story import FINE, PERSON, Story

_told: list[str] = []


def whole_case(cast: Cast, planter: Planter) -> Planted:
    """One case of a natural person, from the lead to its closing, without a public record of the facts."""
    story = Planted(cast, planter=planter)
    story.lead(PERSON)
    story.proposed()
    story.act("return_filing", cast.head, reason="x")
    story.proposed()
    story.act("file", cast.head)
    story.evidence()
    story.interview(exchanges=[{"question": "?", "answer": "!"}] * 3)
    story.act("conclude", cast.officer, **story.draft(complex=True))
    story.act("submit_for_review", cast.officer, complete=True)
    story.opinion()
    story.sealed("notice")
    story.serve("notice")
    now = clock.now()
    story.act(
        "record_statement",
        cast.officer,
        began_at=(now - timedelta(hours=1)).isoformat(),
        ended_at=now.isoformat(),
        materials=["a", "b"],
    )
    story.waived().deliberated()
    story.decide()
    story.sealed("decision")
    story.serve("decision")
    story.act("withhold_release", cast.editor, ground="涉及商业秘密、个人隐私")
    yesterday = clock.now() - timedelta(days=1)
    late = planter.make("words")
    paid = {"amount_fen": FINE, "receipt": "0001"}
    story.perform("record_payment", cast.officer, paid, happened=yesterday, late_reason=late)
    story.act("close", cast.head)
    return story


def declined_case(cast: Cast, planter: Planter) -> None:
    """One case that ends before it was filed."""
    story = Planted(cast, planter=planter)
    story.lead(PERSON)
    story.act("decline_filing", cast.head)


def published_case(cast: Cast, planter: Planter) -> Story:
    """One case whose record goes out: the party is planted, the words that the law makes public are not."""
    person = PERSON | {
        "name": planter.make("name"),
        "id_number": planter.make("identity"),
        "address": planter.make("address"),
        "phone": planter.make("phone"),
    }
    story = Story(cast)
    story.lead(person).proposed()
    story.act("file", cast.head, opinion="同意立案。")
    story.evidence()
    story.interview()
    story.act("conclude", cast.officer, **story.draft(complex=True))
    story.act("submit_for_review", cast.officer, complete=True)
    story.opinion()
    story.sealed("notice")
    story.serve("notice")
    story.waived().deliberated()
    story.decide()
    story.sealed("decision")
    story.serve("decision")
    story.act("prepare_release", cast.editor)
    story.act("publish_release", cast.other_editor)
    return story


def officers(cast: Cast, planter: Planter, number: int) -> None:
    """The records of so many officers, half of them entered at once."""
    for _ in range(number // 2):
        Officer.objects.create(**_officer(cast, planter))
    Officer.objects.bulk_create([Officer(**_officer(cast, planter)) for _ in range(number - number // 2)])


def _officer(cast: Cast, planter: Planter) -> dict[str, Any]:
    return {
        "name": "陈在册",
        "agency": cast.agency,
        "identity": planter.make("identity"),
        "phone": planter.make("phone"),
    }


def refused(cast: Cast, planter: Planter, number: int) -> None:
    """Acts that the door refuses, because something about the party is wrong."""
    for _ in range(number):
        story = Story(cast)
        party = PERSON | {"name": planter.make("name"), "id_number": planter.make("identity")[:-2] + "0"}
        with pytest.raises(Invalid):
            story.lead(party, summary=planter.make("words"))


def forms(cast: Cast, planter: Planter) -> None:
    """Forms in the browser: a lead that comes back with its errors, one that is taken, uploads, searches."""
    officer = signed_in(cast.officer)
    lead = {
        "suspected": "涉嫌无证经营",
        "source": "投诉",
        "received_on": clock.today().isoformat(),
        "summary": planter.make("words"),
        "party.type": "自然人",
        "party.name": planter.make("name"),
        "party.id_number": planter.make("identity"),
        "party.address": planter.make("address"),
        "party.phone": planter.make("phone"),
    }
    assert officer.post("/cases/new/", {**lead, "source": "", "_key": str(uuid4())}).status_code == 422
    page = officer.post("/cases/new/", {**lead, "_key": str(uuid4())})["Location"]
    assert officer.get("/cases/", {"q": planter.make("name")}).status_code == 200
    upload(officer, page, planter)
    clerk = signed_in(make_person(cast.agency, "clerk", "文员", "clerk"))
    person = {"identity": planter.make("identity"), "phone": planter.make("phone")}
    officer_page = f"/libraries/officer/{cast.officer.officer_id}/person/"
    assert clerk.post(officer_page, {**person, "phone": "x"}).status_code == 422
    assert clerk.post(officer_page, person).status_code == 302
    assert clerk.get("/libraries/officer/", {"person": person["identity"]}).status_code == 200


def upload(officer: Client, page: str, planter: Planter) -> None:
    """A file whose name and words name somebody."""
    collected = clock.now().astimezone(clock.CHINA)
    form = {
        "_key": str(uuid4()),
        "kind": "物证",
        "title": planter.make("words"),
        "collected": f"{collected:%Y-%m-%dT%H:%M}",
        "place": planter.make("address"),
        "files": [SimpleUploadedFile(f"{planter.make('name')}.jpg", b"\xff\xd8\xff photo", "image/jpeg")],
    }
    assert officer.post(f"{page}evidence/new/", form).status_code == 302


def signed_in(actor: Actor) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=str(actor.user_id)))
    return client


def failing(news: outbox.News) -> None:
    """Quote what was worked on, as errors do, and never succeed."""
    raise ValueError(f"无法处理：{_told[news.payload['place']]}")


def failures(planter: Planter, number: int) -> None:
    """Background work that dies of personal values, in a delivery and in regular work."""
    outbox.subscribe("planted", "tests.support.sowing.failing")
    for _ in range(number):
        _told.append(planter.make("words"))
        with transaction.atomic():
            outbox.put("planted", f"planted:{len(_told)}", {"place": len(_told) - 1})
    relay.relay()
    for delivery in Delivery.objects.filter(handler="tests.support.sowing.failing"):
        deliver.run(delivery.pk)
    Runner("here", (Regular("planted", 60, lambda: _fall(planter.make("words"))),)).step()


def _fall(told: str) -> None:
    raise ValueError(told)
