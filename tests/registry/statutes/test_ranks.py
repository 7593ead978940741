"""How high a text stands, by where it was filed and what it is called."""

from pathlib import Path

import pytest

from sanzhi.law.guards.admission import Rank
from sanzhi.registry.statutes import library
from sanzhi.registry.statutes.own import read_files
from sanzhi.registry.statutes.ranks import rank_of


@pytest.mark.parametrize(
    ("law", "rank"),
    [
        ("行政处罚法", Rank.LAW),
        ("政府信息公开条例", Rank.REGULATION),
        ("四川省行政执法监督条例", Rank.LOCAL_REGULATION),
        ("贵州省行政执法监督办法", Rank.LOCAL_RULE),
        ("上海市行政执法监督办法", Rank.LOCAL_RULE),
        ("交通运输行政执法程序规定", Rank.RULE),
        ("国办发〔2018〕118号", Rank.NORMATIVE),
    ],
)
def test_a_text_stands_as_high_as_who_made_it(law: str, rank: Rank) -> None:
    assert rank_of(library().versions_of(law)[-1]) is rank


def test_what_an_instance_files_as_a_local_regulation_is_one_whatever_its_name(tmp_path: Path) -> None:
    place = tmp_path / "示例市市容管理规定(2020-01-02).md"
    place.write_text("# 示例市市容管理规定\n\n第一条 为了示例。\n", encoding="utf-8")

    (read,) = read_files(place, "地方性法规")
    assert rank_of(read.version) is Rank.LOCAL_REGULATION
