"""What a case page offers about the version of its flow."""

from collections.abc import Iterator

from sanzhi.accounts.actors import Actor
from sanzhi.cases.acts.versions import APPROVE, DECLINE, PENDING, PROPOSE
from sanzhi.cases.queries import CaseFile
from sanzhi.cases.team import may_perform
from sanzhi.procedure import acts
from sanzhi.procedure.acts import Act


def flow_acts(file: CaseFile, actor: Actor) -> Iterator[Act]:
    """To propose another version, or to settle what was proposed: what this person may do of it now."""
    if file.past or all(file.bundle.steps[token.step].final for token in file.present):
        return
    for name in (APPROVE, DECLINE) if PENDING in file.facts else (PROPOSE,):
        if may_perform(actor, acts.get(name), file.row):
            yield acts.get(name)
