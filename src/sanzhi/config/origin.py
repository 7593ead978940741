"""The origin of an instance's ledgers: chosen once, kept in a file, the name under which keys sign."""

from pathlib import Path

UNNAMED = "sanzhi.localhost"
DEMONSTRATION = "demonstration.sanzhi.invalid"


def origin_of(home: Path) -> str:
    """The origin of the instance in ``home``. A demonstration's can never be a real domain."""
    if (home / "demonstration").exists():
        return DEMONSTRATION
    place = home / "origin"
    return place.read_text(encoding="utf-8").strip() if place.exists() else UNNAMED
