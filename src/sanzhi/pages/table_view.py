"""A table as one request asked for it: what ``pages/table.html`` prints."""

from dataclasses import dataclass, field
from typing import Literal

from django.http import StreamingHttpResponse

from sanzhi.pages import export
from sanzhi.pages.filters import Reading

Kind = Literal["text", "number", "money", "date", "time"]


@dataclass(frozen=True)
class Cell:
    """What the template prints in one field of the table."""

    title: str
    kind: Kind
    value: export.Value
    href: str
    template: str


@dataclass(frozen=True)
class Row:
    """One line; ``item`` is the row itself for cells drawn by a template."""

    item: object
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Head:
    """One column head; ``url`` sorts by it (empty: not sortable), ``sorted`` is the value of aria-sort."""

    key: str
    title: str
    kind: Kind
    url: str = ""
    sorted: str = ""
    shown: bool = True


@dataclass(frozen=True)
class TableView:
    """A table as one request asked for it; everything ``pages/table.html`` needs."""

    name: str
    key: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    choices: tuple[Head, ...] = ()
    readings: tuple[Reading, ...] = ()
    problems: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    clear_url: str = ""
    previous_url: str = ""
    next_url: str = ""
    exports: tuple[tuple[str, str], ...] = ()
    limit: int = export.LIMIT
    empty: str = ""
    download: StreamingHttpResponse | None = field(default=None, compare=False)

    @property
    def narrowed(self) -> tuple[str, ...]:
        """The filters that are set, in words."""
        return tuple(reading.words for reading in self.readings if reading.words)
