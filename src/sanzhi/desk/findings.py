"""A refusal as the page explains it: the words of the article, and the button that starts the cure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile
from sanzhi.desk.cures import beginning
from sanzhi.desk.objects import first_towards
from sanzhi.desk.statute_links import citation_url
from sanzhi.desk.words import role_title
from sanzhi.jobs import clock
from sanzhi.law.findings import Citation, Finding
from sanzhi.procedure import acts
from sanzhi.procedure.acts import Act
from sanzhi.procedure.interpreter import open_acts
from sanzhi.registry.queries import marked_text


@dataclass(frozen=True)
class Cited:
    """An article with its words and where they stand; ``text`` is empty when the library does not hold it."""

    citation: Citation
    text: str
    url: str = ""


@dataclass(frozen=True)
class Shown:
    """A finding with its articles. ``cure_url`` starts the cure; without it ``cure_by`` says who may."""

    finding: Finding
    articles: tuple[Cited, ...]
    cure_url: str = ""
    cure_title: str = ""
    cure_by: str = ""


def cite(finding: Finding, on: date) -> tuple[Cited, ...]:
    """The articles of a finding with their words on a day."""
    return tuple(
        Cited(each, marked_text(each.law, each.article, on=on), citation_url(each, on))
        for each in finding.citations
    )


def explain(file: CaseFile, actor: Actor, refused: str, findings: Iterable[Finding]) -> list[Shown]:
    """The findings for this person; ``refused`` is the act they speak about, which cannot cure itself."""
    return [_shown(file, actor, refused, finding) for finding in findings]


def _shown(file: CaseFile, actor: Actor, refused: str, finding: Finding) -> Shown:
    articles = cite(finding, clock.today())
    cure = acts.registered().get(first_towards(finding.cure_act or "", file.facts))
    if cure is None or cure.name == refused:
        return Shown(finding, articles)
    begun = beginning(file, actor, refused, cure)
    if begun is not None:
        return Shown(finding, articles, begun.url, begun.title)
    return Shown(finding, articles, cure_by=_by_whom(file, cure))


def _by_whom(file: CaseFile, cure: Act) -> str:
    is_open = cure.name in open_acts(file.bundle, file.marking)
    people = "、".join(role_title(role) for role in sorted(cure.roles))
    people = "本案另一名办案人员" if cure.name.startswith("sign_") else people
    steps = [
        step.title for step in file.bundle.steps.values() if any(t.act == cure.name for t in step.transitions)
    ]
    where = f"案件进入“{steps[0]}”环节后，" if steps and not is_open else ""
    return f"{where}由{people}办理“{cure.title}”。"
