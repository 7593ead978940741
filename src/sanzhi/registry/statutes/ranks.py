"""How high a text of the library stands (立法法), as the folder says under which it was filed."""

from collections.abc import Mapping
from typing import Final

from sanzhi.law.guards.admission import Rank
from sanzhi.registry.statutes.model import Version

# The first folder that fits counts, from the most special.
_FOLDERS: Final = (
    ("laws/行政法规", Rank.REGULATION),
    ("laws/部门规章", Rank.RULE),
    ("laws/", Rank.LAW),
    ("/01部门规范性文件", Rank.NORMATIVE),
    ("/01部门规章", Rank.RULE),
    ("/02地方性法规", Rank.LOCAL_REGULATION),
    ("/02地方政府规章", Rank.LOCAL_RULE),
    ("/02地方性规章", Rank.LOCAL_RULE),
)
# Where an instance files what it imports itself.
OWN_FOLDERS: Final[Mapping[str, str]] = {
    Rank.LAW.label: "laws/own",
    Rank.REGULATION.label: "laws/行政法规/own",
    Rank.RULE.label: "laws/部门规章/own",
    Rank.LOCAL_REGULATION.label: "own/02地方性法规",
    Rank.LOCAL_RULE.label: "own/02地方政府规章",
    Rank.NORMATIVE.label: "own/01部门规范性文件",
}


def rank_of(version: Version) -> Rank:
    """How high a text stands; what is filed nowhere else is a normative document."""
    found = next((rank for folder, rank in _FOLDERS if folder in version.source), Rank.NORMATIVE)
    # The shipped folder of local regulations holds rules of governments too (贵州省行政执法监督办法).
    # A rule is never called 条例 (规章制定程序条例 Art 7); whatever is not called so counts as a rule.
    if found is Rank.LOCAL_REGULATION and not version.source.startswith("own/"):
        return found if version.law.endswith("条例") else Rank.LOCAL_RULE
    return found
