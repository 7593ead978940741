"""Putting a running case on another version of its flow: where it stands there, and whether it may."""

from collections.abc import Mapping
from typing import Any

from sanzhi.procedure.checker import Flaw, check
from sanzhi.procedure.interpreter import Token
from sanzhi.procedure.legal_now import legal_facts_of
from sanzhi.procedure.shapes import Bundle


class NoSuchPlace(ValueError):
    """The other version has no place for where the case stands; the message says which, in Chinese."""


def places(marking: tuple[Token, ...]) -> list[str]:
    """The steps that are to be mapped: open ones, and those that a branch waits at or came from."""
    return list(dict.fromkeys(step for token in marking for step in (token.step, token.came_from) if step))


def suggested(old: Bundle, new: Bundle, marking: tuple[Token, ...]) -> dict[str, str]:
    """For each place the step of the new version with the same id, else of the same name, else nothing."""
    named = {step.title: step.id for step in new.steps.values()}
    return {
        place: place if place in new.steps else named.get(old.steps[place].title, "")
        for place in places(marking)
    }


def moved(
    old: Bundle, new: Bundle, marking: tuple[Token, ...], pairs: Mapping[str, str]
) -> tuple[Token, ...]:
    """The marking on the new version; rounds stay what they were. ``NoSuchPlace`` where it has none."""
    for place in places(marking):
        title, target = old.steps[place].title, pairs.get(place, "")
        if target not in new.steps:
            raise NoSuchPlace(f"新版本没有与“{title}”对应的环节，案件不能改按新版本办理")
        if new.steps[target].final != old.steps[place].final:
            raise NoSuchPlace(f"“{title}”不能对应到终点环节“{new.steps[target].title}”")
    if len({pairs[place] for place in places(marking)}) < len(places(marking)):
        raise NoSuchPlace("两个环节不能并到同一个环节")
    made = tuple(
        Token(pairs[token.step], token.round, token.seq, pairs.get(token.came_from, "")) for token in marking
    )
    for token in made:
        if token.came_from and token.came_from not in new.steps[token.step].join:
            came, title = new.steps[token.came_from].title, new.steps[token.step].title
            raise NoSuchPlace(f"新版本的“{title}”不等待“{came}”，已经办完的并行环节没有去处")
    return made


def flaws_of(
    new: Bundle,
    marking: tuple[Token, ...],
    facts: Mapping[str, Any],
    clocks: Mapping[str, Mapping[str, Any]],
) -> tuple[Flaw, ...]:
    """What the law would be led past if a case with these facts went on from this marking."""
    return check(new, marking=marking, known=legal_facts_of(facts, clocks)).findings
