"""Templates of documents that cite an article which a new version of a law changes."""

from collections.abc import Iterator

from sanzhi.documents.forming.shelf import shipped
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
    forms = shipped()
    own = [each for each in KINDS.values() if each.name not in forms]
    texts = [(each.template_name, each.title, each.path.read_text(encoding="utf-8")) for each in own]
    texts += [(form.template_name, form.title, form.canonical.decode()) for form in forms.values()]
    for name, kind, text in texts:
        cited, title = tuple(parse(text)), f"{kind}（模板 {name}）"
        yield Resting(RestingKind.TEMPLATE, named_id(RestingKind.TEMPLATE, name), title, cited, "system")
