"""The checker: each flawed flow is refused for its own reason, by a way that the interpreter can go."""

import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import pytest

from sanzhi.law.statutes import statutes
from sanzhi.procedure import legal
from sanzhi.procedure.checker import Flaw, check
from sanzhi.procedure.grammar import Bundle, parse
from sanzhi.procedure.interpreter import Token, follow, open_steps, start
from sanzhi.procedure.legal import legal_model, read_model
from sanzhi.procedure.library import all_bundles
from tests.procedure.corpus import flows

FLAWED, SOUND = flows("flawed"), flows("sound")
# Running cases keep it. 2.0 takes a defence that comes after a return, and goes back when the leaders
# disagree; in 1.0 the guards alone refuse the decision.
SUPERSEDED = {("cn.samr.penalty.ordinary", "1.0"): {"defence", "deliberation"}}


def rules(bundle: Bundle) -> set[str]:
    return {flaw.rule for flaw in check(bundle).findings}


def test_the_corpus_is_as_large_as_it_is_said_to_be() -> None:
    assert len(FLAWED) >= 60
    assert len(SOUND) >= 20
    assert len(
        {json.dumps(each["flow"], sort_keys=True) for each in (*FLAWED.values(), *SOUND.values())}
    ) == (len(FLAWED) + len(SOUND))


@pytest.mark.parametrize("name", FLAWED)
def test_a_flawed_flow_is_refused_for_its_own_reason_alone(name: str) -> None:
    told = FLAWED[name]

    assert rules(parse(told["flow"])) == {told["reason"]}, told["about"]


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_flow_passes(name: str) -> None:
    report = check(parse(SOUND[name]["flow"]))

    assert report.findings == ()
    assert report.states > 10


def test_every_shipped_flow_for_new_cases_is_sound() -> None:
    found = {(each.name, each.version): rules(each) for each in all_bundles()}

    assert {key: each for key, each in found.items() if each} == SUPERSEDED


@pytest.mark.parametrize("name", [name for name, each in FLAWED.items() if each["reason"] != "bound"])
def test_the_way_to_a_flaw_can_be_gone(name: str) -> None:
    bundle = parse(FLAWED[name]["flow"])
    for flaw in check(bundle).findings:
        assert _goes(bundle, flaw), flaw.words


def test_no_way_to_a_flaw_is_shorter() -> None:
    told = FLAWED["no_notice"]
    (flaw,) = check(parse(told["flow"])).findings

    assert [taken.act for taken in flaw.path] == ["file", "conclude", "give_opinion", "deliberate", "decide"]
    assert flaw.step == "decision"
    assert str(flaw.path[2]) == "法制审核：出具法制审核意见（同意）"


@pytest.mark.parametrize(
    "invariant", legal_model().invariants, ids=lambda each: f"{each.rule}-{each.article}"
)
def test_every_invariant_cites_an_article_of_a_law_in_the_library(invariant: legal.Invariant) -> None:
    assert invariant.law in statutes()
    assert invariant.article.startswith("第")


def test_every_invariant_refuses_a_flow_of_the_corpus() -> None:
    met = {each["reason"] for each in FLAWED.values()}

    assert {each.rule for each in legal_model().invariants} <= met


@pytest.mark.parametrize("rule", sorted({each.rule for each in legal_model().invariants}))
def test_without_its_invariant_a_flaw_passes(rule: str) -> None:
    room = files("sanzhi.procedure")
    told = json.loads((room / "legal_effects.json").read_text(encoding="utf-8"))
    rows = json.loads((room / "invariants.json").read_text(encoding="utf-8"))
    without = read_model(told, [row for row in rows if row["rule"] != rule])
    flawed = [each["flow"] for each in FLAWED.values() if each["reason"] == rule]

    # Where the law is silent, a flow that keeps apart what it must may still have named a role that cannot.
    assert all({flaw.rule for flaw in check(parse(flow), without).findings} <= {"who"} for flow in flawed)


def test_a_table_that_names_an_undeclared_fact_is_refused() -> None:
    with pytest.raises(ValueError, match="没有声明的法律事实：moon"):
        read_model({"facts": {}, "known": {}, "acts": {"x": {"outcomes": [{"set": ["moon"]}]}}}, [])


def test_from_the_middle_only_what_lies_ahead_is_asked() -> None:
    bundle = parse(SOUND["shortest"]["flow"])
    marking = (Token("decision", 1, 9),)
    done = {"filed", "drafted", "major", "reviewed", "told", "noticed", "heard", "deliberated"}

    assert check(bundle, marking=marking, known=dict.fromkeys(done, True)).sound
    late = check(bundle, marking=marking, known=dict.fromkeys(done - {"noticed"}, True))
    assert [flaw.rule for flaw in late.findings] == ["renewed_notice"]


def test_a_marking_that_the_flow_does_not_know_is_refused() -> None:
    with pytest.raises(KeyError):
        check(parse(SOUND["shortest"]["flow"]), marking=(Token("elsewhere", 1, 1),))


def _goes(bundle: Bundle, flaw: Flaw) -> bool:
    """Whether the interpreter can go the way, taking for each condition what it may come out as."""
    if not flaw.path:
        return True
    markings = {start(bundle, 1)}
    for taken in flaw.path[:-1]:
        markings = set(_after(bundle, markings, taken.step, taken.act))
    last = flaw.path[-1]
    return any(_offers(bundle, marking, last.step, last.act) for marking in markings)


def _after(
    bundle: Bundle, markings: Iterable[tuple[Token, ...]], step: str, act: str
) -> Iterable[tuple[Token, ...]]:
    for marking in markings:
        for token in open_steps(marking):
            if token.step != step and step:
                continue
            ways = [way for way in bundle.steps[token.step].transitions if way.act == act]
            here = bool(ways)
            for way in ways or [way for way in bundle.anywhere if way.act == act]:
                whole = bool(way.back) or not here
                yield follow(bundle, marking, token, way, 1, whole=whole).marking if way.moves else marking
            yield marking


def _offers(bundle: Bundle, marking: tuple[Token, ...], step: str, act: str) -> bool:
    for token in open_steps(marking):
        offered: Any = bundle.steps[token.step].transitions if step else bundle.anywhere
        if token.step == (step or token.step) and any(way.act == act for way in offered):
            return True
    return False
