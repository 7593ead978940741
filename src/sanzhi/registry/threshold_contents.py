"""What is written about a threshold table: rows like those of a spreadsheet, and examples."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError, model_validator

from sanzhi.law.guards.threshold_tables import threshold_table
from sanzhi.law.tables import Table
from sanzhi.registry.contents import Content, EntryContent

Review = Literal["应当审核", "不审核"]
T = TypeVar("T", bound=BaseModel)
_GRID: Final[dict[str, Any]] = {"widget": "grid"}


class RowContent(Content):
    """One row: amounts from … to below …, in fen; what is not named may be anything."""

    fine_from_fen: int | None = Field(None, title="罚款达到（分）", ge=0)
    fine_below_fen: int | None = Field(None, title="罚款不足（分）", ge=1)
    confiscated_from_fen: int | None = Field(None, title="没收达到（分）", ge=0)
    confiscated_below_fen: int | None = Field(None, title="没收不足（分）", ge=1)
    party: Literal["不限", "个人", "单位"] = Field("不限", title="当事人")
    heavy: Literal["不限", "是", "否"] = Field("不限", title="应当告知听证的种类")
    review: Review = Field(title="结果")
    because: str = Field("", title="说明", max_length=200)

    @model_validator(mode="after")
    def _in_order(self) -> "RowContent":
        spans = (
            ("罚款", self.fine_from_fen, self.fine_below_fen),
            ("没收", self.confiscated_from_fen, self.confiscated_below_fen),
        )
        for name, low, below in spans:
            if low is not None and below is not None and below <= low:
                raise ValueError(f"{name}“不足”的金额应当大于“达到”的金额")
        return self

    def to_row(self) -> dict[str, Any]:
        """The row as a table has it."""
        when = {
            "fine": _span(self.fine_from_fen, self.fine_below_fen),
            "confiscated": _span(self.confiscated_from_fen, self.confiscated_below_fen),
            "party": [] if self.party == "不限" else [self.party],
            "heavy": [] if self.heavy == "不限" else [self.heavy == "是"],
        }
        said = {name: cell for name, cell in when.items() if cell}
        return {"when": said, "then": self.review, "because": self.because}


class ExampleContent(Content):
    """One stored example: a case, and what must come of it."""

    fine_fen: int = Field(0, title="例：罚款（分）", ge=0)
    confiscated_fen: int = Field(0, title="例：没收（分）", ge=0)
    party: Literal["个人", "单位"] = Field(title="例：当事人")
    heavy: bool = Field(False, title="例：应当告知听证的种类")
    review: Review = Field(title="应有的结果")

    def to_test(self) -> dict[str, Any]:
        """The example as a table has it."""
        amounts = {"fine": self.fine_fen, "confiscated": self.confiscated_fen}
        given = {**amounts, "party": self.party, "heavy": self.heavy}
        return {"given": given, "then": self.review}


class ThresholdContent(EntryContent):
    """A threshold table (法制审核标准表): which decisions of which matters the legal staff review."""

    matters: list[str] = Field(
        default_factory=list, title="事项编码", description="每行一个；不填的，不论事项。", max_length=500
    )
    rows: list[RowContent] = Field(
        title="标准", min_length=1, max_length=100, json_schema_extra=_GRID,
        description="每种情形只能有一行适用，也不能没有一行适用；金额栏留空的，不论金额。",
    )  # fmt: skip
    examples: list[ExampleContent] = Field(
        title="验证", min_length=1, max_length=100, json_schema_extra=_GRID,
        description="写几个例子和应有的结果；提交时逐一核对，不符的不能提交。",
    )  # fmt: skip


def table_in_the_making(data: Mapping[str, Any]) -> tuple[Table, list[str]]:
    """The table that a form says while it is filled in, and a sentence for each row that is not whole yet."""
    rows, unread = _readable(RowContent, data.get("rows") or (), "标准第 {} 行")
    examples, more = _readable(ExampleContent, data.get("examples") or (), "验证第 {} 行")
    made = [row.to_row() for row in rows], [example.to_test() for example in examples]
    return threshold_table(str(data.get("title", "")), *made), [*unread, *more]


def _readable(model: type[T], rows: Iterable[Any], where: str) -> tuple[list[T], list[str]]:
    found: list[T] = []
    wrong: list[str] = []
    for place, row in enumerate(rows, 1):
        try:
            found.append(model.model_validate(row))
        except ValidationError:
            wrong.append(f"{where.format(place)}没有填完整，暂不核对")
    return found, wrong


def table_of(title: str, content: Mapping[str, Any]) -> Table:
    """The table that a content says. ``TableError`` names the row that contradicts itself."""
    rows = [RowContent.model_validate(each).to_row() for each in content["rows"]]
    tests = [ExampleContent.model_validate(each).to_test() for each in content["examples"]]
    return threshold_table(title, rows, tests)


def _span(low: int | None, below: int | None) -> dict[str, int]:
    return {**({"ge": low} if low else {}), **({"lt": below} if below else {})}
