"""One line of a list of goods (财物清单): what preservation, sampling and seizure write down."""

from pydantic import Field

from sanzhi.procedure.data import Part
from sanzhi.procedure.personal import Personal, PersonalText


class GoodsData(Part):
    """One thing: name, type, how much of it, in which state."""

    name: PersonalText = Field(title="名称", min_length=1, max_length=120)
    spec: PersonalText = Field(Personal(""), title="规格型号", max_length=120)
    quantity: PersonalText = Field(title="数量", min_length=1, max_length=60)
    state: PersonalText = Field(Personal(""), title="状况", max_length=120)
