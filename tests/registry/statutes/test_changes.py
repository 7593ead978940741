"""What a new version does to each article: other words, another number, gone, or nothing."""

from datetime import date

import pytest

from sanzhi.law.findings import Citation
from sanzhi.registry.statutes.changes import Amendment, amendment, compare
from sanzhi.registry.statutes.markdown import read_statute
from sanzhi.registry.statutes.model import Statute

OLD = ("甲。", "乙。", "丙。", "丁。")


def law(*articles: str, day: str = "2020-01-01") -> Statute:
    labels = ("第一条", "第二条", "第三条", "第四条", "第五条")
    lines = [f"{label} {text}" for label, text in zip(labels, articles, strict=False)]
    return read_statute("\n\n".join(["# 示例法", "<!-- INFO END -->", *lines]), f"示例法({day}).md")


def told(*articles: str) -> list[tuple[str, str, str]]:
    found = compare(law(*OLD), law(*articles, day="2026-01-01"))
    return [(change.label, change.kind, change.moved_to) for change in found]


def test_the_same_words_are_no_change() -> None:
    assert told(*OLD) == []


def test_other_words_under_the_same_number_are_a_change() -> None:
    assert told("甲。", "乙改。", "丙。", "丁。") == [("第二条", "changed", "")]


def test_an_article_put_in_between_moves_those_behind_it() -> None:
    assert told("甲。", "新。", "乙。", "丙。", "丁。") == [
        ("第二条", "moved", "第三条"),
        ("第三条", "moved", "第四条"),
        ("第四条", "moved", "第五条"),
    ]


def test_an_article_left_out_at_the_end_is_removed() -> None:
    assert told("甲。", "乙。", "丙。") == [("第四条", "removed", "")]


def test_an_article_added_at_the_end_touches_nobody() -> None:
    found = compare(law(*OLD), law(*OLD, "戊。", day="2026-01-01"))

    assert [(c.label, c.kind) for c in found] == [("第五条", "added")]
    assert not amendment(law(*OLD), law(*OLD, "戊。", day="2026-01-01")).articles


@pytest.mark.parametrize(
    ("cited", "kind"),
    [
        (Citation("示例法", "第二条"), "changed"),
        (Citation("中华人民共和国示例法", "第二条第一款第（三）项"), "changed"),
        (Citation("示例法", "第三条"), None),
        (Citation("另一法", "第二条"), None),
        (Citation("示例法", ""), "changed"),
    ],
)
def test_a_citation_is_touched_by_the_change_of_its_article(cited: Citation, kind: str | None) -> None:
    change = amendment(law(*OLD), law("甲。", "乙改。", "丙。", "丁。", day="2026-01-01")).touches(cited)

    assert (change.kind if change else None) == kind


def test_a_law_without_changes_touches_nobody() -> None:
    assert amendment(law(*OLD), law(*OLD, day="2026-01-01")).touches(Citation("示例法", "")) is None


def test_a_text_without_articles_changes_as_a_whole() -> None:
    notices = [
        read_statute(f"# 示例通知\n\n一、{word}", f"示例通知({day}).md")
        for day, word in (("2020-01-01", "公示"), ("2026-01-01", "公开"))
    ]

    change = amendment(*notices).touches(Citation("示例通知", "第一部分"))

    assert change is not None
    assert (change.label, change.kind) == ("", "changed")


def test_an_amendment_survives_the_outbox() -> None:
    change = amendment(law(*OLD), law("甲。", "新。", "乙。", day="2026-01-01"))

    again = Amendment.from_json(change.to_json())

    assert again == change
    assert (again.old, again.new) == (date(2020, 1, 1), date(2026, 1, 1))


def test_a_new_version_without_a_day_is_no_amendment() -> None:
    with pytest.raises(ValueError, match="没有通过或者公布的日期"):
        amendment(law(*OLD), read_statute("# 示例法\n\n第一条 甲。", "示例法.md"))
