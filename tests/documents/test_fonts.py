"""Fonts by role: the agency's own come first, gaps are filled, and the choice is on record."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # The package ships no types.

from sanzhi.documents import fonts
from sanzhi.documents.fonts import Role, missing_glyphs
from tests.documents.papers import issued


def make_font(path: Path, family: str, characters: str) -> None:
    """Write a real font file with a few characters, cut from a free one, under a licensed family name."""
    source = fonts.faces("")[Role.KAI]
    with TTFont(source.path, fontNumber=source.index) as font:
        for record in font["name"].names:
            if record.nameID in (1, 4, 6, 16):
                record.string = family
        for table in font["cmap"].tables:
            if hasattr(table, "cmap"):
                table.cmap = {code: glyph for code, glyph in table.cmap.items() if chr(code) in characters}
        font.save(path)


def test_every_role_has_a_free_face() -> None:
    chosen = fonts.faces("")
    assert set(chosen) == set(Role)
    assert all(face.path.exists() for face in chosen.values())


def test_the_agencys_own_font_comes_first_and_gaps_are_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_font(tmp_path / "fs.ttf", "FangSong_GB2312", "黔西市")
    monkeypatch.setenv(fonts.FOLDER_VARIABLE, str(tmp_path))
    row = next(row for row in fonts.provenance() if row["role"] == "body")
    assert (row["family"], row["origin"], row["file"]) == ("FangSong_GB2312", "licensed", "fs.ttf")
    assert fonts.stacks(str(tmp_path))["body"]["families"][:2] == ["FangSong_GB2312", "Noto Serif CJK SC"]
    assert missing_glyphs("黔西市监督") == []
    made = issued("service_receipt", qr=None)
    assert made.fonts[0]["origin"] == "licensed"
    assert b"FangSong" in made.pdf


def test_any_other_font_of_the_folder_fills_gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rare = "\ue123"
    assert missing_glyphs(rare) == [rare]
    source = fonts.faces("")[Role.KAI]
    path = tmp_path / "own.ttf"
    with TTFont(source.path, fontNumber=source.index) as font:
        for record in font["name"].names:
            if record.nameID in (1, 4, 6, 16):
                record.string = "Own Rare Characters"
        glyph = font.getBestCmap()[ord("中")]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap = {ord(rare): glyph}
        font.save(path)
    monkeypatch.setenv(fonts.FOLDER_VARIABLE, str(tmp_path))
    assert missing_glyphs(rare) == []


def test_each_missing_character_is_named_once_in_order() -> None:
    assert missing_glyphs("甲\ue001乙\ue000丙\ue001\n ") == ["\ue001", "\ue000"]
