"""The pack keeps every word, is built the same each time, and opens one law without the others."""

import json
import lzma
from pathlib import Path

import pytest

from sanzhi.registry.statutes.build import main, read_folders
from sanzhi.registry.statutes.library import PACK
from sanzhi.registry.statutes.pack import BLOCK, DamagedPack, Pack, write_pack

TEXT = """# 中华人民共和国{name}
2021年1月22日 全国人民代表大会通过
<!-- INFO END -->
第一条 （目的）
下列：
（一）甲：
1.子；
第一条之一 {name}。
第二条 本法自2021年7月15日起施行。
附件：
表
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "laws"
    for number in range(40):
        path = root / f"{number % 3}" / f"示例{number}法(2021-01-22).md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(name=f"示例{number}法") + "长" * 5000, encoding="utf-8")
    (root / "_index.md").write_text("---\n---\n", encoding="utf-8")
    return root


def test_what_is_packed_is_read_back_whole(folder: Path, tmp_path: Path) -> None:
    statutes = read_folders([folder])
    write_pack(tmp_path / "pack.xz", statutes, {"laws": "2025-04"})
    pack = Pack(tmp_path / "pack.xz")
    assert pack.collected == {"laws": "2025-04"}
    assert [pack.statute(version) for version in pack.versions] == statutes


def test_building_twice_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("a.xz", "b.xz"):
        assert main([str(folder), "-o", str(tmp_path / name), "--collected", "laws=2025-04"]) == 0
    assert (tmp_path / "a.xz").read_bytes() == (tmp_path / "b.xz").read_bytes()


def test_the_source_of_a_text_is_its_path_below_the_parent_of_the_folder(folder: Path) -> None:
    assert "laws/0/示例0法(2021-01-22).md" in {s.version.source for s in read_folders([folder])}


def test_a_version_filed_in_two_folders_is_packed_once_and_the_fuller_copy_kept(folder: Path) -> None:
    fuller = TEXT.format(name="示例0法").replace("附件", "第三条 乙。\n附件")
    (folder / "9").mkdir()
    (folder / "9" / "示例0法(2021-01-22).md").write_text(fuller, encoding="utf-8")
    statutes = read_folders([folder])
    assert len(statutes) == 40
    assert [len(s.articles) for s in statutes if s.version.law == "示例0法"] == [4]


def test_folders_without_statutes_are_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "-o", str(tmp_path / "pack.xz")]) == 1
    assert "no statute" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no pack",
        lzma.compress(b'{"format":2}\n'),
        lzma.compress(b"x"),
        lzma.compress(b"[]"),
        lzma.compress(b"x" * 99)[:40],
    ],
)
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "pack.xz"
    path.write_bytes(content)
    with pytest.raises(DamagedPack):
        Pack(path)


def test_the_pack_that_ships_is_small_and_no_law_makes_the_reader_unpack_much() -> None:
    rest, sizes = PACK.read_bytes(), []
    assert len(rest) < 5_000_000
    while rest:
        stream = lzma.LZMADecompressor(format=lzma.FORMAT_XZ)
        sizes.append(len(stream.decompress(rest)))
        rest = stream.unused_data
    assert sum(sizes) > 19_000_000
    assert max(sizes) < 3 * BLOCK


def test_the_pack_that_ships_reads_as_json_lines() -> None:
    head, *texts = [json.loads(line) for line in lzma.decompress(PACK.read_bytes()).splitlines()]
    assert [row[0] for row in head["versions"]] == [text["law"] for text in texts]
