"""One face for both ways to word a document: a template of its own, or a form that is data."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from sanzhi.documents import kinds, typesetting, view
from sanzhi.documents.forming import form as forms
from sanzhi.documents.forming import laying, shelf
from sanzhi.documents.forming.form import Form
from sanzhi.documents.kinds import Kind
from sanzhi.documents.needs import fields, unmet
from sanzhi.law.errors import FieldError


class Sheet(Protocol):
    """What rendering and issuing ask of a kind of document in one version."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def volume(self) -> Literal["main", "inner"]: ...
    @property
    def number_word(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def reference(self) -> str: ...
    @property
    def digest(self) -> str: ...

    def title_for(self, source: Mapping[str, Any]) -> str:
        """The title to print over this source."""

    def missing(self, source: Mapping[str, Any]) -> list[FieldError]:
        """What must still be filled in, in the order of the document."""

    def shown(self, source: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
        """What the page layout draws; in a draft each gap is named."""


@dataclass(frozen=True)
class OwnTemplate:
    """A kind with a template of its own: what was issued from it stays as it is."""

    kind: Kind

    @property
    def name(self) -> str:
        """Name of the kind."""
        return self.kind.name

    @property
    def title(self) -> str:
        """Title of the kind."""
        return self.kind.title

    @property
    def volume(self) -> Literal["main", "inner"]:
        """Volume of the file."""
        return self.kind.volume

    @property
    def number_word(self) -> str:
        """Word of the number; empty without one."""
        return self.kind.number_word

    @property
    def path(self) -> Path:
        """The template file."""
        return self.kind.path

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the shared base and the template."""
        return typesetting.file_digest(typesetting.TEMPLATES / "base.typ", self.path)

    @property
    def reference(self) -> str:
        """How a document names its template."""
        return f"{self.kind.template_name}@{self.digest[: shelf.REFERENCE]}"

    def title_for(self, source: Mapping[str, Any]) -> str:
        """The title to print over this source."""
        return self.kind.title_for(view.parse(self.kind, source))

    def missing(self, source: Mapping[str, Any]) -> list[FieldError]:
        """What must still be filled in."""
        return fields(unmet(self.kind.needs, view.parse(self.kind, source)))

    def shown(self, source: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
        """What the template prints."""
        parsed = view.parse(self.kind, source)
        found = view.facts(parsed)
        if draft:
            view.mark_blanks(self.kind, parsed, found)
        return {"facts": found, "page_signature": self.kind.page_signature}


@dataclass(frozen=True)
class FormSheet:
    """A form that is data, drawn by the one layout for all of them."""

    form: Form

    @property
    def name(self) -> str:
        """Name of the kind."""
        return self.form.name

    @property
    def title(self) -> str:
        """Title of the kind."""
        return self.form.title

    @property
    def volume(self) -> Literal["main", "inner"]:
        """Volume of the file."""
        return self.form.volume

    @property
    def number_word(self) -> str:
        """Word of the number; empty without one."""
        return self.form.number_word

    @property
    def path(self) -> Path:
        """The layout for forms."""
        return forms.LAYOUT

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the layout and the form."""
        return self.form.digest

    @property
    def reference(self) -> str:
        """How a document names its form."""
        return shelf.reference(self.form)

    def title_for(self, source: Mapping[str, Any]) -> str:
        """The title to print over this source."""
        title = self.form.title_for(source)
        return f"{title}（练习）" if source.get("practice") else title

    def missing(self, source: Mapping[str, Any]) -> list[FieldError]:
        """What must still be filled in."""
        return [FieldError(each.id, each.label, "必须填写") for each in laying.unmet(self.form, source)]

    def shown(self, source: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
        """The blocks in words."""
        layer = laying.Layer(self.form, source, draft=draft)
        return {
            "facts": layer.page(),
            "blocks": layer.laid(),
            "layout": self.form.layout,
            "page_signature": self.form.page_signature,
        }


def of(kind: str) -> Sheet:
    """The sheet of a kind as it ships: its own template where it has one, else its form."""
    own = kinds.KINDS.get(kind)
    return OwnTemplate(own) if own else FormSheet(shelf.get(kind))
