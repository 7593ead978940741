"""What the style sheet promises: contrast in both modes, and an old browser understands it."""

import re
from pathlib import Path

import pytest

import sanzhi.pages

FOLDER = Path(sanzhi.pages.__file__).parent / "static" / "pages"
SHEET = (FOLDER / "sanzhi.css").read_text(encoding="utf-8")
# Chromium 86: each of these came later.
TOO_NEW = (
    r":has\(", r":is\(", r":where\(", r"@layer", r"@container", r"color-mix\(", r"oklch\(", r"light-dark\(",
    r"\binset:", r"aspect-ratio", r"accent-color", r"\bdvh\b", r"margin-inline:", r"padding-inline:", r"&",
)  # fmt: skip
TEXTS = ("ink", "ink-2", "blue", "blue-900", "blue-link", "red", "green", "amber")
GROUNDS = ("paper", "ground", "blue-50")
OWN_GROUND = {"red": "red-50", "green": "green-50", "amber": "amber-50", "blue-900": "blue-100"}


def tokens(selector: str) -> dict[str, str]:
    block = SHEET[SHEET.index(selector + " {") :].split("}")[0]
    return dict(re.findall(r"--sz-([a-z0-9-]+): (#[0-9a-f]{3,6})", block))


NORMAL = tokens(":root")
ELDER = NORMAL | tokens("html[data-elder]")


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(letter * 2 for letter in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("colours", "least"), [(NORMAL, 4.5), (ELDER, 7.0)], ids=["normal", "elder"])
def test_text_stands_out_from_every_ground_it_is_used_on(
    colours: dict[str, str], least: float, text: str
) -> None:
    grounds = [*GROUNDS, *([OWN_GROUND[text]] if text in OWN_GROUND else [])]
    ratios = {ground: round(contrast(colours[text], colours[ground]), 2) for ground in grounds}
    assert {ground: ratio for ground, ratio in ratios.items() if ratio < least} == {}


@pytest.mark.parametrize("colours", [NORMAL, ELDER], ids=["normal", "elder"])
def test_edges_of_controls_and_the_focus_ring_stand_out(colours: dict[str, str]) -> None:
    assert contrast(colours["edge"], colours["paper"]) >= 3
    assert contrast(colours["amber-edge"], colours["paper"]) >= 3
    assert contrast(colours["focus"], colours["paper"]) >= 3
    assert contrast(colours["focus-halo"], colours["blue-900"]) >= 3


def test_white_text_stands_out_from_the_coloured_grounds() -> None:
    for colours, least in ((NORMAL, 4.5), (ELDER, 7.0)):
        assert all(
            contrast("#ffffff", colours[name]) >= least for name in ("blue", "blue-900", "green", "red")
        )


def test_an_old_browser_understands_the_sheet() -> None:
    assert [word for word in TOO_NEW if re.search(word, re.sub(r"/\*.*?\*/", "", SHEET, flags=re.S))] == []


def test_every_place_of_a_mark_has_its_class() -> None:
    assert set(map(int, re.findall(r"\.sz-at-(\d+) \{ --at", SHEET))) == set(range(101))


def test_nothing_is_fetched_from_elsewhere() -> None:
    for file in FOLDER.glob("*.*"):
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|@import|url\((?!#)", text), file.name


def test_scripts_need_nothing_newer_than_the_floor() -> None:
    for file in FOLDER.glob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\.at\(|structuredClone|\beval\(|new Function|\.style\b|replaceAll", text), (
            file.name
        )
