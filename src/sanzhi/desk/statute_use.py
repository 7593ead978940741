"""What rests on a law: other laws, powers of agencies that a person reads, rules and flows of this system."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from sanzhi.accounts.actors import Actor
from sanzhi.desk.statute_links import citation_url, version_url
from sanzhi.law.applying import name_of
from sanzhi.law.findings import Citation
from sanzhi.law.guards.coverage import Entry, entries
from sanzhi.law.rules import RuleRow, RuleSet
from sanzhi.procedure.library import held_bundles
from sanzhi.registry.access import agencies_of
from sanzhi.registry.models import Power
from sanzhi.registry.resting import citations_in
from sanzhi.registry.statutes.changes import article_label
from sanzhi.registry.statutes.library import Library
from sanzhi.registry.statutes.model import Version
from sanzhi.registry.statutes.names import key
from sanzhi.registry.statutes.references import Reference, citing

# A power rests on a few articles; the database looks at so many of them.
_DEEPEST = 6
MOST_POWERS = 200


@dataclass(frozen=True)
class Use:
    """One thing that rests on the law: where it stands, on which article, and the addresses of both."""

    name: str
    url: str
    where: str
    article: str
    article_url: str


@dataclass(frozen=True)
class Uses:
    """All that rests on a law or on one of its articles; `more`: there are more powers than shown."""

    laws: tuple[Use, ...]
    powers: tuple[Use, ...]
    rules: tuple[Use, ...]
    flows: tuple[Use, ...]
    more: bool

    @property
    def any(self) -> bool:
        return bool(self.laws or self.powers or self.rules or self.flows)


def uses(actor: Actor, shelf: Library, version: Version, article: str = "") -> Uses:
    """What rests on the law of `version`; with `article` (第五十八条) only what rests on that article."""
    rows = [row for row in RuleSet.national().rows if _is(row.citation, version, article)]
    powers = list(_powers(actor, version, article))
    return Uses(
        tuple(
            _law(r) for r in citing(shelf, version.law) if not article or article_label(r.place) == article
        ),
        tuple(powers[:MOST_POWERS]),
        (*(_rule(row) for row in rows), *_guards(version, article)),
        tuple(_flows(rows)),
        len(powers) > MOST_POWERS,
    )


def _is(citation: Citation, version: Version, article: str) -> bool:
    if key(citation.law) not in (key(version.law), key(version.title)):
        return False
    return not article or article_label(citation.article) == article


def _law(reference: Reference) -> Use:
    version = reference.version
    url = citation_url(Citation(version.law, reference.label)) if reference.label else version_url(version)
    return Use(version.law, url, reference.label, reference.place, "")


def _powers(actor: Actor, version: Version, article: str) -> Iterator[Use]:
    names, named = (version.law, version.title), Q(pk=None)
    for n in range(_DEEPEST):
        named |= Q(**{f"basis__{n}__law__in": names})
    rows = Power.objects.filter(named, retired_on=None, agency__in=agencies_of(actor).values("pk"))
    for power in rows.select_related("agency").order_by("code", "id")[: MOST_POWERS + 1]:
        for citation in citations_in(power.basis):
            if _is(citation, version, article):
                yield Use(
                    f"{power.code} {power.name}",
                    "",
                    power.agency.name,
                    citation.article,
                    citation_url(citation),
                )


def _rule(row: RuleRow) -> Use:
    name = name_of(row.id)
    title = f"{row.id} {row.title}" + (f"（{name}）" if name else "")
    return Use(title, "", row.domain or "一般规定", row.citation.article, citation_url(row.citation))


def _guards(version: Version, article: str) -> Iterator[Use]:
    """The demands of the law that this system asks at each act."""
    for entry in entries().values():
        for citation in entry.sources:
            if _is(citation, version, article):
                yield _guard(entry, citation)


def _guard(entry: Entry, citation: Citation) -> Use:
    return Use(f"{entry.id} {entry.title}", "", "办理要求", citation.article, citation_url(citation))


def _flows(rows: Iterable[RuleRow]) -> Iterator[Use]:
    """The steps of the flows whose clock runs by one of the numbers."""
    by_id: dict[str, list[RuleRow]] = defaultdict(list)
    for row in rows:
        by_id[row.id].append(row)
    for bundle in held_bundles():
        for step in bundle.steps.values():
            for row in by_id.get(step.clock or "", ()):
                where = f"环节“{step.title}”的期限 {row.id}"
                yield Use(bundle.title, "", where, row.citation.article, citation_url(row.citation))
