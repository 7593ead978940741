"""The blocks of a form: one flat list from the head of the document to its foot, each with its condition."""

from typing import Annotated, Literal

from pydantic import Field

from sanzhi.documents.forming.fields import Condition, FormPart

Pair = Annotated[tuple[str, ...], Field(min_length=2, max_length=2)]


class Block(FormPart):
    """Base of a block: left out where `when` does not hold. `fixed`: the law gives these words (`law`)."""

    when: Condition | None = None
    fixed: bool = False
    law: str = ""


class Section(Block):
    """A heading of the text."""

    block: Literal["section"]
    text: str = Field(min_length=1)


class Paragraph(Block):
    """A paragraph; each line of a long value becomes one. `keep`: stays on the page of the signature."""

    block: Literal["paragraph"]
    text: str = Field(min_length=1)
    lead: str = ""
    indent: bool = True
    keep: bool = False


class Listing(Block):
    """A numbered list of a field, one line each; `item` words a line from the columns of the field."""

    block: Literal["list"]
    field: str
    item: str = ""
    number: str = "1．"


class PartyBlock(Block):
    """What identifies the party, by its type."""

    block: Literal["party"]
    label: str = "当事人"


class Row(Block):
    """One line of label and value, or two side by side; `blank` points are left free to write by hand."""

    block: Literal["row"]
    cells: tuple[Pair, ...] = Field(min_length=1, max_length=2)
    blank: int = Field(0, ge=0, le=400)


class TableColumn(FormPart):
    """One column of a printed table: `{#}` is the number of the row; `width` is a share of the page."""

    label: str = Field(min_length=1)
    text: str = ""
    width: int = Field(2, ge=1, le=12)


class Table(Block):
    """A field of rows as a table; `spare` empty rows follow for what is added by hand."""

    block: Literal["table"]
    field: str
    columns: tuple[TableColumn, ...] = Field(min_length=1, max_length=12)
    spare: int = Field(0, ge=0, le=30)


class OpinionBox(Block):
    """One box of an approval form: what is said above, name and day at the lower right."""

    block: Literal["opinion"]
    role: str = Field(min_length=1)
    text: str = ""
    name: str = ""
    day: str = ""


class OfficersBlock(Block):
    """The officers with their certificates."""

    block: Literal["officers"]
    label: str = "承办人"


class Exchanges(Block):
    """Questions and answers of a field with the columns `question` and `answer`."""

    block: Literal["exchanges"]
    field: str


class Spoken(Block):
    """What somebody said, in the hand of the record."""

    block: Literal["spoken"]
    text: str = Field(min_length=1)


class Confirmation(Block):
    """The end of a record: read back, written out by hand, signed (corrections are finger-printed)."""

    block: Literal["confirmation"]
    who: str = Field(min_length=1)
    officers: str = "执法人员"


class Signatures(Block):
    """Lines to sign by hand: the words in `who`, or one for each member of the list `field`."""

    block: Literal["signatures"]
    label: str = "签名"
    who: tuple[str, ...] = ()
    field: str = ""
    item: str = ""


class SignOff(Block):
    """Agency and day, where the seal is put, and below them what happens to the copies."""

    block: Literal["signoff"]
    text: str = ""


class Note(Block):
    """Small print."""

    block: Literal["note"]
    text: str = Field(min_length=1)


class Cover(Block):
    """The large lines of a cover."""

    block: Literal["cover"]
    text: str = Field(min_length=1)


class PageBreak(Block):
    """What follows stands on a new page."""

    block: Literal["break"]


AnyBlock = Annotated[
    Section
    | Paragraph
    | Listing
    | PartyBlock
    | Row
    | Table
    | OpinionBox
    | OfficersBlock
    | Exchanges
    | Spoken
    | Confirmation
    | Signatures
    | SignOff
    | Note
    | Cover
    | PageBreak,
    Field(discriminator="block"),
]
