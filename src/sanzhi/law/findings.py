"""What a guard says: a verdict, the article it rests on, and what would cure it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """`refuse` stops the act; `warn` lets it through and is kept; `unknown` means the law of that day is
    not at hand.
    """

    REFUSE = "refuse"
    WARN = "warn"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Citation:
    """One article. `law` is the short name without brackets, `article` as printed: 第五十八条第一款."""

    law: str
    article: str

    def __str__(self) -> str:
        return f"《{self.law}》{self.article}"


@dataclass(frozen=True)
class Finding:
    """One answer of one rule.

    `rule` is the rule id that never changes (H1, O10 …) and `version` the version of its code or row, so
    that a finding kept with an event explains itself without being recomputed. `cure` is a Chinese sentence
    saying what to do next; `cure_act` names the act that starts it, or is None when no single act would.
    """

    rule: str
    version: int
    verdict: Verdict
    message: str
    citations: tuple[Citation, ...] = ()
    cure: str = ""
    cure_act: str | None = None

    def to_json(self) -> dict[str, Any]:
        """A JSON value (no floats), the inverse of `from_json`."""
        return {
            "rule": self.rule,
            "version": self.version,
            "verdict": self.verdict.value,
            "message": self.message,
            "citations": [[c.law, c.article] for c in self.citations],
            "cure": self.cure,
            "cure_act": self.cure_act,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Finding":
        """Read what `to_json` wrote. Raises KeyError or ValueError for anything else."""
        return cls(
            rule=value["rule"],
            version=value["version"],
            verdict=Verdict(value["verdict"]),
            message=value["message"],
            citations=tuple(Citation(law, article) for law, article in value["citations"]),
            cure=value["cure"],
            cure_act=value["cure_act"],
        )


def refusals(findings: Iterable[Finding]) -> list[Finding]:
    """Those that stop the act."""
    return [finding for finding in findings if finding.verdict is Verdict.REFUSE]


def is_open(findings: Iterable[Finding]) -> bool:
    """Whether the act may go on. `unknown` does not stop it, but is shown and kept: it is never taken for
    allowed.
    """
    return not refusals(findings)
