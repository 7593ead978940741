"""What the tests of agencies share: the regions of Guizhou and what is written about a made-up agency."""

from collections.abc import Callable
from typing import Any

import pytest

from sanzhi.law.identifiers import demonstration_uscc
from sanzhi.orgs.agencies import Particulars
from sanzhi.orgs.models import Agency, Government, Line, Region
from tests.support.cast import make_agency, regions

Written = Callable[..., Particulars]


@pytest.fixture
def county(db: None) -> Region:
    return regions()


@pytest.fixture
def agency(county: Region) -> Agency:
    return make_agency(county, 1, "金沙县市场监督管理局", "金沙市监")


@pytest.fixture
def government(agency: Agency) -> Government:
    return Government.objects.get(lines__agency=agency)


@pytest.fixture
def city(county: Region) -> Agency:
    """The department of the city; it stands under the city's government."""
    above = make_agency(Region.objects.get(code="520500"), 2, "毕节市市场监督管理局", "毕市监")
    Agency.objects.filter(pk=above.pk).update(level=2)
    above.refresh_from_db()
    return above


@pytest.fixture
def written(county: Region) -> Written:
    def write(**more: Any) -> Particulars:
        said: dict[str, Any] = {
            "name": "金沙县综合行政执法局",
            "short": "金沙综执",
            "uscc": demonstration_uscc(50),
            "domain": "综合行政执法",
            "region": county.code,
            "address": "金沙县示例路5号",
            "phone": "0857-0000000",
            "basis": "《行政处罚法》第十七条、第十八条",
        }
        return Particulars(**said | more)

    return write


def under(agency: Agency, superior: Agency, since: Any) -> Line:
    """Put an agency under a department."""
    return Line.objects.create(agency=agency, line="superior", superior=superior, since=since)
