"""Where a cure begins for the person who reads the refusal: a button is offered only where it works."""

from dataclasses import dataclass

from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile
from sanzhi.cases.team import may_perform
from sanzhi.desk.addresses import act_url, form_url
from sanzhi.desk.objects import has_object
from sanzhi.procedure import acts
from sanzhi.procedure.acts import Act
from sanzhi.procedure.interpreter import open_acts


@dataclass(frozen=True)
class Beginning:
    """The first thing to do: an address and the words of its button."""

    url: str
    title: str


def beginning(file: CaseFile, actor: Actor, refused: str, cure: Act) -> Beginning | None:
    """How this person begins the cure of a refused act; None when that is up to somebody else, or later."""
    now = open_acts(file.bundle, file.marking)
    if cure.name in now:
        mine = _may(file, actor, cure) and has_object(cure.name, file.facts, actor)
        return Beginning(act_url(file.row.id, cure.name), cure.title) if mine else None
    if _asks_for_officers(refused) and _asks_for_officers(cure.name):
        # The team is chosen in the very form that was refused, and only there until the case is filed.
        return Beginning(f"{form_url(file.row.id, refused)}#f-officers", "在本表中调整人员")
    back = _way_back(file, actor) if refused in now else None
    return Beginning(act_url(file.row.id, back.name), back.title) if back else None


def returns(file: CaseFile, name: str) -> bool:
    """Whether an act, from the present steps, only sends the case back."""
    steps = [file.bundle.steps[token.step] for token in file.present]
    ways = [each for step in steps for each in step.transitions if each.act == name]
    return bool(ways) and all(each.back for each in ways)


def _way_back(file: CaseFile, actor: Actor) -> Act | None:
    """What is refused now and cured in an earlier step is cured by going back there."""
    known = acts.registered()
    found = (known[name] for name in open_acts(file.bundle, file.marking) if returns(file, name))
    return next((act for act in found if _may(file, actor, act)), None)


def _asks_for_officers(name: str) -> bool:
    act = acts.registered().get(name)
    return act is not None and "officers" in act.data.model_fields


def _may(file: CaseFile, actor: Actor, act: Act) -> bool:
    return not file.past and may_perform(actor, act, file.row)
