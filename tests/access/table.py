"""The table of expectations: ``urls.toml`` read, and the lines that it would need written."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.access.world import NOBODY, PEOPLE, RELATIONS, ROLES

PLACE = Path(__file__).with_name("urls.toml")
Answers = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Row:
    """What an address answers to each person: to a GET, and to a POST without data."""

    get: Answers
    post: Answers
    args: dict[str, str]


def rows(part: str) -> dict[str, Row]:
    """The rows of a program by route. KeyError when a row names a set of answers that does not exist."""
    text = tomllib.loads(PLACE.read_text(encoding="utf-8"))
    answers = {name: _answers(told) for name, told in text["answers"].items()}
    return {
        route: Row(answers[row["get"]], answers[row["post"]], row.get("args", {}))
        for route, row in text[part].items()
    }


def _answers(told: Mapping[str, str | int]) -> dict[tuple[str, str], int]:
    """``everybody`` answers where a role has no answer of its own; three are own, other, superior."""
    found = {}
    for role, relation in PEOPLE:
        numbers = str(told[role] if role in told else told["everybody"]).split()
        place = RELATIONS.index(relation) if len(numbers) == len(RELATIONS) else 0
        found[role, relation] = int(numbers[place])
    return found


def written(answers: Answers) -> str:
    """Answers as the table would tell them, for the reader of a failed test."""
    lines = []
    for role in ROLES:
        numbers = [answers[role, relation] for relation in RELATIONS]
        lines.append((role, f"{numbers[0]}" if len(set(numbers)) == 1 else " ".join(map(str, numbers))))
    told = [("nobody", str(answers[NOBODY])), *lines]
    every = [words for _, words in told]
    # Of two answers that are told equally often the one that is the same everywhere reads better.
    usual = max(dict.fromkeys(every), key=lambda words: (every.count(words), " " not in words))
    kept = [("everybody", usual), *((role, words) for role, words in told if words != usual)]
    return ", ".join(f'{role} = "{words}"' for role, words in kept)
