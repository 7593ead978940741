"""Making the cast: regions, governments, agencies with both lines, people, powers.

Repeating it changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from sanzhi.accounts.actors import Actor, actor_of
from sanzhi.accounts.models import Grant, User
from sanzhi.cli.demonstration import script
from sanzhi.cli.demonstration.script import Body, Person
from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.law.statutes import MARKET
from sanzhi.orgs.models import Agency, Government, Line, Region
from sanzhi.orgs.shipped import load_regions
from sanzhi.registry.models import Certificate, Officer, Power, Training
from sanzhi.review.models import CounselTerm

SINCE, ADMITTED, ISSUED, UNTIL = date(2019, 1, 1), date(2022, 1, 4), date(2022, 3, 1), date(2032, 2, 29)
_CITY, _PROVINCE = "520500", "520000"


@dataclass(frozen=True)
class Troupe:
    """One agency ready to play: who takes which part, and the power for each model."""

    body: Body
    agency: Agency
    actors: Mapping[str, Actor]
    powers: Mapping[int, Power]

    @property
    def team(self) -> list[str]:
        """The two officers who handle the agency's cases."""
        return [str(self.actors[part].officer_id) for part in ("officer", "second")]


def assemble(password: str, today: date) -> dict[str, Troupe]:
    """Make whoever is missing and return the agencies by key; ``password`` opens the accounts that are
    shown, the others cannot sign in.
    """
    # Hashing is slow on purpose, and everybody who is shown has the same password.
    keyed = make_password(password)
    regions = _regions()
    governments = {code: _government(region) for code, region in regions.items()}
    agencies = {
        body.key: _agency(n, body, regions, governments)
        for n, body in enumerate(script.company().agencies, 1)
    }
    _superiors(agencies)
    for person in script.company().others:
        _other(person, agencies, governments, keyed)
    return {
        body.key: Troupe(
            body,
            agencies[body.key],
            {
                person.part: _staff(agencies[body.key], n, person, keyed, today)
                for n, person in enumerate(body.staff, 1)
            },
            _powers(agencies[body.key], body),
        )
        for body in script.company().agencies
    }


def _regions() -> dict[str, Region]:
    load_regions()
    codes = [place.code for place in script.places()]
    found = Region.objects.in_bulk(codes)
    return {code: found[code] for code in codes}


def _government(region: Region) -> Government:
    name = (
        f"{region.name}管理委员会" if region.name.endswith(("管理区", "新区")) else f"{region.name}人民政府"
    )
    government, _ = Government.objects.get_or_create(name=name, region=region)
    return government


def _agency(
    n: int, body: Body, regions: Mapping[str, Region], governments: Mapping[str, Government]
) -> Agency:
    region = regions[body.region]
    agency, _ = Agency.objects.get_or_create(
        uscc=demonstration_uscc(n),
        defaults={
            "name": body.name,
            "short": body.short,
            "domain": body.domain,
            "region": region,
            "level": region.level,
            "address": f"{region.full_name}示例大道{n}号",
            "phone": f"0000-000{n:04d}",
            "supervision_phone": f"0000-100{n:04d}",
            "bank": f"示例银行{region.name}支行",
            "bank_address": f"{region.full_name}示例大道{n + 20}号",
            "bank_account": f"000052059900{n:04d}",
            "reconsideration": governments[body.region].name,
            "court": f"{region.name}{'中级' if region.code == _CITY else ''}人民法院",
            "duty": body.duty,
            "basis": "《行政处罚法》第十七条",
            "valid_from": SINCE,
            "announced_on": SINCE,
        },
    )
    Line.objects.get_or_create(
        agency=agency, line=Line.GOVERNMENT, government=governments[body.region], defaults={"since": SINCE}
    )
    return agency


def _superiors(agencies: Mapping[str, Agency]) -> None:
    for body in script.company().agencies:
        if body.superior:
            Line.objects.get_or_create(
                agency=agencies[body.key], line=Line.SUPERIOR, superior=agencies[body.superior],
                defaults={"since": SINCE},
            )  # fmt: skip


def _staff(agency: Agency, n: int, person: Person, keyed: str, today: date) -> Actor:
    user = User.objects.filter(username=person.username).first()
    if user is None:
        qualification = f"示例A2019{agency.region_id}{n:02d}" if person.role == "reviewer" else ""
        officer = Officer.objects.filter(agency=agency, name=person.name).first() or Officer.objects.create(
            name=person.name,
            agency=agency,
            post=person.post,
            staffing="行政编制",
            legal_qualification=qualification,
            admitted_on=ISSUED,
        )
        Training.objects.get_or_create(
            officer=officer, year=today.year - 1, defaults={"hours": 40 + 8 * n, "passed": True}
        )
        _certificate(officer, n, person, today)
        user = _user(person, keyed, agency=agency, officer=officer)
    return actor_of(user)


def _certificate(officer: Officer, n: int, person: Person, today: date) -> None:
    expired, suspended = person.certificate == "expired", person.certificate == "suspended"
    agency = officer.agency
    # A county has one market regulation agency; the certificates of the others carry their short name.
    issued_to = agency.region_id if agency.domain == MARKET else f"{agency.region_id}{agency.short}"
    Certificate.objects.get_or_create(
        number=f"示例{issued_to}{n:02d}",
        defaults={
            "officer": officer,
            "issuer": agency.reconsideration,
            "domain": agency.domain,
            "area": agency.region_id,
            "valid_from": ISSUED,
            "valid_until": today - timedelta(days=75) if expired else UNTIL,
            "suspended_from": today - timedelta(days=40) if suspended else None,
            "suspended_until": today + timedelta(days=140) if suspended else None,
        },
    )


def _other(
    person: Person,
    agencies: Mapping[str, Agency],
    governments: Mapping[str, Government],
    keyed: str,
) -> None:
    if not User.objects.filter(username=person.username).exists():
        agency, government = agencies.get(person.agency), governments.get(person.region)
        user = _user(person, keyed, agency=agency, government=government)
        if person.role == "counsel" and government is not None:
            CounselTerm.objects.create(
                user=user, government=government, since=SINCE, until=UNTIL, paper="示例聘〔2026〕1号"
            )


def _user(person: Person, keyed: str, **where: Agency | Government | Officer | None) -> User:
    encoded = keyed if person.shown else make_password(None)
    user = User.objects.create(username=person.username, password=encoded, display_name=person.name, **where)
    Grant.objects.get_or_create(user=user, role=person.role)
    return user


def _powers(agency: Agency, body: Body) -> dict[int, Power]:
    """The powers by the number of the model; an agency of another sector holds those that it names."""
    for held in body.powers:
        basis = [{"law": law, "article": article} for law, article in held.basis]
        told = {"name": held.name, "domain": body.domain, "basis": basis, "admitted_on": ADMITTED}
        Power.objects.get_or_create(agency=agency, code=held.code, defaults=told)
    made = {}
    for number, model in script.models().items() if body.domain == MARKET else ():
        articles = [{"law": law, "article": article} for law, article in (*model.violated, *model.basis)]
        made[number], _ = Power.objects.get_or_create(
            agency=agency,
            code=f"{agency.region_id}-CF-{number:03d}",
            defaults={
                "name": model.power,
                "domain": model.domain,
                "basis": articles,
                "admitted_on": ADMITTED,
            },
        )
    return made
