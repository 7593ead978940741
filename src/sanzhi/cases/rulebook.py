"""The rule rows that guards and clocks are handed: national and sector rows as they ship."""

from functools import cache

from sanzhi.law.rules import RuleSet


@cache
def rules() -> RuleSet:
    """The rule set of this program, with the national calendar."""
    return RuleSet.national()
