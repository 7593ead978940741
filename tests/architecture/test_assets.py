"""The vendored browser assets are those that the lock pins, unchanged, and old browsers understand them."""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "src" / "sanzhi" / "pages" / "static" / "pages" / "vendor"
# Chromium 86 is the oldest browser that the offices have; each of these came later and carries colours or
# layout that nothing else would give.
TOO_NEW = ("oklch(", "color-mix(", "@layer", "@container")


def versions() -> list[tuple[str, str, str]]:
    """Digest, file and package of each line of VERSIONS."""
    lines = (VENDOR / "VERSIONS").read_text().splitlines()
    return [(digest, name, package) for digest, name, package in (line.split() for line in lines)]


def test_every_asset_has_the_digest_that_was_recorded() -> None:
    for digest, name, _ in versions():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_nothing_else_was_vendored_and_each_asset_has_its_licence() -> None:
    names = {name for _, name, _ in versions()}
    licences = {f"{name.split('.')[0]}.LICENSE" for name in names}
    assert {path.name for path in VENDOR.iterdir()} == names | licences | {"VERSIONS"}


def test_the_versions_are_those_of_the_manifest_and_of_the_lock() -> None:
    pinned = json.loads((ROOT / "package.json").read_text())["dependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert {package for _, _, package in versions()} == {
        f"{name}@{version}" for name, version in pinned.items()
    }
    assert {name: locked[f"node_modules/{name}"]["version"] for name in pinned} == pinned


def test_no_asset_asks_the_network_for_more() -> None:
    for path in VENDOR.glob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"@import|url\([\"']?(?!data:|[\"']?data:)[^)]{0,40}", text) == []
        assert "sourceMappingURL" not in text


def test_old_browsers_understand_the_style_sheets() -> None:
    for path in VENDOR.glob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert [word for word in TOO_NEW if word in text] == []
