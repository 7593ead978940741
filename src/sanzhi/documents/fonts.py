"""Fonts by role: the agency's licensed ones where they lie, free ones otherwise, and what neither can draw.

GB/T 9704-2012 asks for 仿宋, 小标宋, 楷 and 黑. Those fonts are licensed, so they cannot ship: an agency puts
its own into the folder named by `SANZHI_FONTS`, and until then free fonts of Debian stand in. Which one
was used, and whose it is, is recorded with every document.
"""

import hashlib
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # The package ships no types.

from sanzhi.documents.errors import FontsMissing

FOLDER_VARIABLE = "SANZHI_FONTS"
Origin = Literal["licensed", "free"]


class Role(StrEnum):
    """What a font is for."""

    BODY = "body"
    TITLE = "title"
    KAI = "kai"
    HEI = "hei"
    DIGITS = "digits"


@dataclass(frozen=True)
class Wanted:
    """A family that may play a role, with the weight that looks right in it."""

    family: str
    weight: int
    origin: Origin


def _licensed(*families: str) -> tuple[Wanted, ...]:
    return tuple(Wanted(family, 400, "licensed") for family in families)


# Order is preference. Vendors name the same design in Chinese or in Latin letters, so both stand here.
WANTED: dict[Role, tuple[Wanted, ...]] = {
    Role.BODY: (
        *_licensed("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FZFangSong-Z02S", "STFangsong"),
        Wanted("Noto Serif CJK SC", 400, "free"),
    ),
    Role.TITLE: (
        *_licensed("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK"),
        Wanted("Noto Serif CJK SC", 700, "free"),
    ),
    Role.KAI: (
        *_licensed("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti"),
        Wanted("AR PL UKai", 400, "free"),
        Wanted("Noto Serif CJK SC", 400, "free"),
    ),
    Role.HEI: (
        *_licensed("SimHei", "黑体", "STHeiti"),
        Wanted("Noto Sans CJK SC", 700, "free"),
        Wanted("Noto Serif CJK SC", 700, "free"),
    ),
    Role.DIGITS: (*_licensed("Times New Roman"), Wanted("Noto Serif CJK SC", 400, "free")),
}

# Families that people install for rare characters in names. They only fill gaps, whatever their style.
RARE = (
    "HanaMinA",
    "HanaMinB",
    "SimSun-ExtB",
    "TW-Sung-Ext-B",
    "BabelStone Han",
    "Plangothic P1",
    "Plangothic P2",
)


@dataclass(frozen=True)
class Face:
    """The font that plays a role: family, weight (100–900), file, index in a collection, and whose it is."""

    role: Role
    family: str
    weight: int
    path: Path
    index: int
    origin: Origin


def folder() -> str:
    """Return the agency's font folder from the environment, or an empty text when there is none."""
    return os.environ.get(FOLDER_VARIABLE, "")


@lru_cache(maxsize=4)
def library(where: str) -> typst.Fonts:
    """Return the fonts of folder `where` (empty for none) and of the system, searched once per process."""
    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=[where] if where else []
    )


@lru_cache(maxsize=4)
def faces(where: str) -> dict[Role, Face]:
    """Return the face for each role; raises `FontsMissing` when a role has none."""
    installed = list(library(where).fonts())
    return {role: _choose(role, installed) for role in Role}


def _choose(role: Role, installed: Iterable[typst.FontInfo]) -> Face:
    for wanted in WANTED[role]:
        found = [info for info in installed if info.family == wanted.family and info.path]
        if found:
            best = min(found, key=lambda info: (info.style != "normal", abs(info.weight - wanted.weight)))
            return Face(
                role, best.family, wanted.weight, Path(best.path or ""), best.index, origin=wanted.origin
            )
    raise FontsMissing("请安装 fonts-noto-cjk，或者用 SANZHI_FONTS 指明字体目录。")


@lru_cache(maxsize=4)
def fillers(where: str) -> tuple[Face, ...]:
    """Return what fills the gaps of every role: the agency's other fonts and known rare-character fonts."""
    chosen = {face.family for face in faces(where).values()}
    home = Path(where).resolve() if where else None
    found: dict[str, Face] = {}
    for info in library(where).fonts():
        own = bool(home and info.path and Path(info.path).resolve().is_relative_to(home))
        if info.path and info.family not in chosen and (own or info.family in RARE):
            origin: Origin = "licensed" if own else "free"
            found.setdefault(
                info.family, Face(Role.BODY, info.family, 400, Path(info.path), info.index, origin)
            )
    return tuple(found.values())


def stacks(where: str) -> dict[str, dict[str, Any]]:
    """Return for each role `{"families": [...], "weight": int}` as the templates take it.

    Every stack ends with the body's fonts and the fillers, so a character that the body can draw never
    fails in a heading. `digits` has one family, which the templates use for Latin letters and digits.
    """
    chosen = faces(where)
    free_body = WANTED[Role.BODY][-1].family
    tail = [chosen[Role.BODY].family, free_body, *(face.family for face in fillers(where))]
    return {
        role.value: {"families": list(dict.fromkeys([face.family, *tail])), "weight": face.weight}
        for role, face in chosen.items()
    }


@lru_cache(maxsize=32)
def _code_points(path: Path, index: int) -> frozenset[int]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=4)
def _coverage(where: str) -> frozenset[int]:
    families = set(stacks(where)[Role.BODY]["families"])
    files = {(info.path, info.index) for info in library(where).fonts() if info.family in families}
    return frozenset().union(*(_code_points(Path(path), index) for path, index in files if path))


def missing_glyphs(text: str) -> list[str]:
    """Return the characters of `text` that no font at hand draws, each once, in order of appearance.

    Control and direction characters count as missing too: they draw nothing and can make a name
    read otherwise than it is stored.
    """
    lacking = set(text) - _drawn(folder())
    return sorted(lacking, key=text.index)


@lru_cache(maxsize=4)
def _drawn(where: str) -> frozenset[str]:
    known = (chr(point) for point in _coverage(where))
    visible = (each for each in known if unicodedata.category(each) not in ("Cc", "Cf"))
    return frozenset(visible) | {"\n", " "}


@lru_cache(maxsize=32)
def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def provenance() -> list[dict[str, str]]:
    """Return one row per role: role, family, file name, SHA-256 of the file, and `licensed` or `free`."""
    return [
        {
            "role": face.role.value,
            "family": face.family,
            "file": face.path.name,
            "digest": _file_digest(face.path),
            "origin": face.origin,
        }
        for face in faces(folder()).values()
    ]
