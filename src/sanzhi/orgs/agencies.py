"""What may be done to agencies: the face of this room for pages, admission and commands.

Each checks its rules, raises ``Invalid`` (fields), ``Refused`` (articles), ``Changed`` or ``NotFound``, and
does everything or nothing.
"""

from sanzhi.orgs.amending import agency_on, amend_agency
from sanzhi.orgs.delegating import (
    Letter,
    delegate,
    delegated_matters,
    end_delegation,
    mandates,
    publish_letter,
)
from sanzhi.orgs.governments import open_government, succeed_government
from sanzhi.orgs.opening import end_agency, open_agency
from sanzhi.orgs.particulars import Particulars
from sanzhi.orgs.reorganising import Heir, Plan, Preview, preview, reorganise
from sanzhi.orgs.supervising import change_line
from sanzhi.orgs.townships import hand_to_townships, township_powers

__all__ = [
    "Heir",
    "Letter",
    "Particulars",
    "Plan",
    "Preview",
    "agency_on",
    "amend_agency",
    "change_line",
    "delegate",
    "delegated_matters",
    "end_agency",
    "end_delegation",
    "hand_to_townships",
    "mandates",
    "open_agency",
    "open_government",
    "preview",
    "publish_letter",
    "reorganise",
    "succeed_government",
    "township_powers",
]
