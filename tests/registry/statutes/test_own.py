"""An instance adds statutes of its own beside those that ship; a bad file changes nothing."""

import json
import lzma
from datetime import date
from pathlib import Path

import pytest

from sanzhi.law.errors import Invalid
from sanzhi.law.findings import Citation
from sanzhi.registry.statutes import library
from sanzhi.registry.statutes.library import Library, own_pack
from sanzhi.registry.statutes.own import compare_with_shelf, keep, read_files
from sanzhi.registry.statutes.ranks import rank_of
from sanzhi.registry.statutes.references import citing, named_in, references_path
from tests.registry.statutes.rewriting import new_version, statute_of

LAW, CITED = "食品安全法", Citation("食品安全法", "第三十四条")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SANZHI_HOME", str(tmp_path / "home"))
    return tmp_path


def bring(place: Path, kind: str = "") -> None:
    keep(each.statute for each in compare_with_shelf(read_files(place, kind)))


def test_a_new_version_stands_beside_the_shipped_one(home: Path) -> None:
    shipped = statute_of(LAW).version
    assert shipped.passed is not None

    bring(new_version(home, LAW, "2026-05-01", {"第三十四条": "禁止生产经营一切旧货。"}))

    assert [v.passed for v in library().versions_of(LAW)][-2:] == [shipped.passed, date(2026, 5, 1)]
    assert library().article(CITED).text == "禁止生产经营一切旧货。"
    assert "禁止生产经营下列" in library().article(CITED, on=date(2022, 1, 1)).text
    assert rank_of(library().versions_of(LAW)[-1]) is rank_of(shipped)


def test_a_library_that_was_open_before_sees_what_was_imported_since(home: Path) -> None:
    before = library()
    bring(new_version(home, LAW, "2026-05-01"))

    assert library() is not before
    assert library() is library()


def test_a_text_that_ships_in_part_is_made_whole_under_the_same_day(home: Path) -> None:
    broken = statute_of("长江保护法")
    assert broken.version.passed is not None
    file = new_version(home, "长江保护法", broken.version.passed.isoformat())
    file.write_text(file.read_text(encoding="utf-8") + "\n\n第八十条 补全的条文。\n", encoding="utf-8")

    bring(file)

    versions = library().versions_of("长江保护法")
    assert [v.passed for v in versions].count(broken.version.passed) == 1
    assert library().article(Citation("长江保护法", "第八十条")).text == "补全的条文。"


def test_a_second_import_adds_to_the_first(home: Path) -> None:
    bring(new_version(home, LAW, "2026-05-01"))
    bring(new_version(home, "广告法", "2026-06-01"))
    bring(new_version(home, LAW, "2026-05-01"))

    assert len(Library(own_pack()).versions) == 2


def test_what_an_imported_law_cites_is_known(home: Path) -> None:
    file = home / "示例办法(2026-01-01).md"
    file.write_text(
        "# 示例办法\n\n第一条 根据《中华人民共和国食品安全法》第三十四条，制定本办法。\n", encoding="utf-8"
    )
    bring(file, "部门规章")

    found = [(r.version.law, r.label, r.place) for r in citing(library(), LAW)]
    assert ("示例办法", "第一条", "第三十四条") in found
    assert rank_of(library().versions_of("示例办法")[0]).label == "部门规章"


def test_an_older_version_brought_later_is_no_amendment(home: Path) -> None:
    (older,) = compare_with_shelf(read_files(new_version(home, LAW, "2009-02-28")))

    assert older.new
    assert older.before is None


def test_a_version_that_is_at_hand_word_for_word_is_not_new(home: Path) -> None:
    file = new_version(home, LAW, "2026-05-01")
    bring(file)

    assert [each.new for each in compare_with_shelf(read_files(file))] == [False]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("甲.md", "没有标题的文字", "第一行应为“# 法规名称”"),
        ("甲.md", "# 示例办法\n\n第一条 有。\n", "没有通过或者公布的日期"),
        ("甲(2026-01-01).md", "# 示例办法\n", "标题之下没有正文"),
        ("甲(2026-01-01).md", "# 示例办法\n\n第二条 有。\n", "条文应从第一条开始"),
        ("甲(2026-01-01).md", "# 示例办法\n\n第一条 有。\n\n第三条 有。\n", "第1条之后缺第2条"),
        ("甲(2026-01-01).md", "# 示例办法\n\n第一条 有。\n", "请用 --kind 写明种类"),
    ],
)
def test_an_unusable_file_is_told_with_its_fault_and_nothing_is_kept(
    home: Path, name: str, text: str, reason: str
) -> None:
    good = new_version(home, LAW, "2026-05-01")
    (home / name).write_text(text, encoding="utf-8")

    with pytest.raises(Invalid) as refused:
        bring(home)

    assert [(f.label, reason in f.rule) for f in refused.value.fields] == [(name, True)]
    assert not own_pack().exists()
    assert good.exists()


def test_a_file_in_another_encoding_is_told(home: Path) -> None:
    (home / "甲(2026-01-01).md").write_bytes("# 示例办法".encode("gb18030"))

    with pytest.raises(Invalid, match="UTF-8"):
        read_files(home)


def test_the_same_version_in_two_files_is_told(home: Path) -> None:
    new_version(home, LAW, "2026-05-01")
    (home / "more").mkdir()
    new_version(home / "more", LAW, "2026-05-01").rename(home / "more" / "另一份(2026-05-01).md")

    with pytest.raises(Invalid, match="同一版本"):
        read_files(home)


def test_a_folder_without_files_is_told(home: Path) -> None:
    with pytest.raises(Invalid, match="没有 Markdown 文件"):
        read_files(home)


def test_nothing_in_the_file_of_references_lags_behind_the_shipped_texts() -> None:
    shelf = Library()
    sample = [shelf.statute(version) for version in shelf.versions[::40]]

    named = {s.version.source: rows for s in sample if (rows := named_in(s))}
    shipped = json.loads(lzma.decompress(references_path(shelf.paths[0]).read_bytes()))

    assert len(named) > 10
    assert {source: shipped.get(source) for source in named} == named
