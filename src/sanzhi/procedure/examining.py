"""Whether a flow that is being written could be published: read, known acts, and the checker."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.procedure import acts
from sanzhi.procedure.checker import Flaw, check
from sanzhi.procedure.designing import missing, titles
from sanzhi.procedure.grammar import Bundle, BundleError, parse

VERSION = 1


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: ``problems`` say why the document cannot be read as a flow, ``flaws`` what the checker
    found in one that can; ``states`` is how many states of a case it walked through.
    """

    bundle: Bundle | None = None
    problems: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    states: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.problems and not self.flaws

    def findings(self) -> list[Finding]:
        """The same as refusals of publication, each with its article where there is one."""
        unread = [_refusal("grammar", each, ()) for each in self.problems]
        return [*unread, *(_refusal(each.rule, _told(each), _cited(each)) for each in self.flaws)]


def examine(document: Mapping[str, Any], known: Mapping[str, str]) -> Examination:
    """Examine a document; ``known`` are names of steps by id, for ways that lead to a step not added yet."""
    problems = list(_incomplete(document, known))
    if problems:
        return Examination(problems=tuple(problems))
    try:
        bundle = parse(document)
    except BundleError as error:
        return Examination(problems=(_in_words(str(error), document),))
    unowned = acts.without_owner(bundle.acts())
    if unowned:
        return Examination(bundle, tuple(f"系统没有名为 {name} 的办理动作" for name in unowned))
    report = check(bundle)
    return Examination(bundle, (), tuple(report.findings), report.states)


def _incomplete(document: Mapping[str, Any], known: Mapping[str, str]) -> list[str]:
    if not document["steps"]:
        return ["还没有环节，请先增加第一个环节"]
    return [
        f"环节“{title}”的“{_title(act)}”通向“{known.get(target, target)}”，流程里还没有这个环节"
        for title, act, target in missing(document)
    ]


def _in_words(message: str, document: Mapping[str, Any]) -> str:
    """A grammar error with the names of steps for their ids: ``steps.lead：…`` names nobody."""
    for step, title in titles(document).items():
        message = message.replace(f"steps.{step}", f"环节“{title}”").replace(
            f"没有环节 {step}", f"没有“{title}”"
        )
    return message


def _title(act: str) -> str:
    known = acts.registered().get(act)
    return known.title if known else act


def _told(flaw: Flaw) -> str:
    way = "；".join(str(each) for each in flaw.path)
    return f"{flaw.words}（走法：{way}）" if way else flaw.words


def _cited(flaw: Flaw) -> tuple[Citation, ...]:
    return (Citation(flaw.law, flaw.article),) if flaw.law and flaw.article else ()


def _refusal(rule: str, words: str, citations: tuple[Citation, ...]) -> Finding:
    cure = "在流程设计中按图上标出的走法改正后，再提请发布。"
    return Finding(f"flow.{rule}", VERSION, Verdict.REFUSE, words, citations, cure)
