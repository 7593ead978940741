"""Templates of documents that cite an article which a new version of a law changes."""

from collections.abc import Iterator

from sanzhi.documents.kinds import KINDS
from sanzhi.jobs.news import News
from sanzhi.law.citations import parse
from sanzhi.registry.resting import Resting, mark, named_id
from sanzhi.registry.statute_tasks import RestingKind
from sanzhi.registry.statutes.changes import Amendment


def on_changed(news: News) -> None:
    """Mark the templates in use that cite a changed article; to word a new one is the system's."""
    mark(templates(), Amendment.from_json(news.payload))


def templates() -> Iterator[Resting]:
    """Each template in use with the articles that stand in it word for word."""
    for kind in KINDS.values():
        cited = tuple(parse(kind.path.read_text(encoding="utf-8")))
        name, title = kind.template_name, f"{kind.title}（模板 {kind.template_name}）"
        yield Resting(RestingKind.TEMPLATE, named_id(RestingKind.TEMPLATE, name), title, cited, "system")
