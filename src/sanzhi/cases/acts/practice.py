"""Opening a practice case: the same forms and rules as in earnest, with no consequence outside."""

from collections.abc import Callable

from sanzhi.cases.acts.filing import OFFICER
from sanzhi.cases.acts.lead import LeadData, register_lead
from sanzhi.cases.acts.summary import open_spot
from sanzhi.cases.acts.summary_data import OpenSpotData
from sanzhi.cases.practice import begin
from sanzhi.cases.summary_guards import officers_on_the_spot
from sanzhi.procedure.acts import Act, register
from sanzhi.procedure.deed import Deed


def _practising(opening: Callable[[Deed], None]) -> Callable[[Deed], None]:
    def apply(deed: Deed) -> None:
        begin(deed)
        opening(deed)

    return apply


register(
    Act(
        "practice_lead", "登记练习案源", LeadData, _practising(register_lead), OFFICER,
        late_days=30, opens_case=True, room="cases",
    )
)  # fmt: skip
register(
    Act(
        "practice_spot", "练习当场查处", OpenSpotData, _practising(open_spot), OFFICER,
        guards=(officers_on_the_spot,), late_days=7, opens_case=True, room="cases",
    )
)  # fmt: skip
