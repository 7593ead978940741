"""Makes the file of a new version of a law at hand, with some articles in other words."""

from collections.abc import Mapping
from pathlib import Path

from sanzhi.registry.statutes import library
from sanzhi.registry.statutes.model import Statute


def statute_of(law: str) -> Statute:
    """The newest version of a law that ships."""
    version = library().find(law)
    assert version is not None
    return library().statute(version)


def written(statute: Statute, words: Mapping[str, str | None] | None = None) -> str:
    """The Markdown of `statute`; `words` replaces articles by their label, None leaves one out."""
    changed = words or {}
    lines = [f"# {statute.version.title}", "<!-- INFO END -->"]
    for article in statute.articles:
        text = changed.get(article.label, article.text)
        if text is not None:
            lines.append(f"{article.label} {text}")
    return "\n\n".join(lines).replace("\n（", "\n\n（")


def new_version(folder: Path, law: str, day: str, words: Mapping[str, str | None] | None = None) -> Path:
    """A file with `law` as passed on `day`."""
    file = folder / f"{law}({day}).md"
    file.write_text(written(statute_of(law), words), encoding="utf-8")
    return file
