"""Citations in real papers and in the statutes themselves find their text, or stand here with the reason."""

import json
import sys
from pathlib import Path

import pytest

from sanzhi.law.citations import Place, mentions, parse
from sanzhi.law.findings import Citation
from sanzhi.registry.statutes import NotAtHand, Version, library

DECISIONS = Path(__file__).parents[2] / "data" / "decisions.jsonl"

# Of the 40 places that the published decisions cite these cannot be given.
NOT_IN_THE_LIBRARY = {
    "《生产安全事故应急预案管理办法》第三十六条第一款第一项": "a rule of a ministry not collected",
    "《生产安全事故应急预案管理办法》第三十六条第一款第二项": "a rule of a ministry not collected",
    "《生产安全事故应急预案管理办法》第四十五条第一款第五项": "a rule of a ministry not collected",
    "《证券法》第一百九十三条": "the law was not collected",
    "《山东省城镇容貌和环境卫生管理办法》第五十一条第七项": "a rule of a province not collected",
    "《药品管理法》第四十九条第三款第六项": "of the version before 2019; only the one of 2019 is at hand",
    "《药品管理法(2015修订)》第四十九条第三款第六项": "only the version of 2019 is at hand",
}
ANOTHER_VERSION = {
    "《土地管理法(2004修正)》第四十四条第一款",
    "《土地管理法(2004修正)》第二条第三款",
    "《土地管理法(2004修正)》第七十六条",
}
NO_STATUTE = {"GB 11652-2012 第9.3.7条、第9.3.8条": "a national standard, cited without 《》"}

# Places that statutes cite in one another and that the texts at hand lack.
EARLIER = "an article of an earlier version of the law cited"
UNRESOLVED = {
    ("传染病防治法实施办法", "《传染病防治法》第二十五条第一款第一项"): EARLIER,
    ("传染病防治法实施办法", "《传染病防治法》第二十五条第一款第四项"): EARLIER,
    ("传染病防治法实施办法", "《传染病防治法》第二十八条第三款"): EARLIER,
    ("档案法实施办法", "《档案法》第二十四条第三款"): EARLIER,
    ("水土保持法实施条例", "《水土保持法》第三十九条第二款"): EARLIER,
    ("渔业行政处罚规定", "《长江保护法》第八十六条"): "the text at hand ends at Art 79",
    ("城市维护建设税暂行条例", "《城市维护建设税暂行条例》第四条第三项"): "its items carry no numbers",
    (
        "计算机信息网络国际联网管理暂行规定实施办法",
        "《计算机信息网络国际联网管理暂行规定实施办法》第二十一条第二款",
    ): "its paragraphs are run together at the source",
}


def cited_in_decisions() -> list[tuple[str, list[Citation]]]:
    cases = [json.loads(line) for line in DECISIONS.read_text(encoding="utf-8").splitlines()]
    texts = [text for case in cases for field in ("violated", "basis") for text in case[field] or []]
    return [(text, parse(text)) for text in texts]


def test_every_citation_of_the_published_decisions_parses() -> None:
    assert {text for text, found in cited_in_decisions() if not found} == NO_STATUTE.keys()


def test_every_citation_of_the_published_decisions_resolves_or_is_listed() -> None:
    missing, inexact = set(), set()
    for citation in {c for _, found in cited_in_decisions() for c in found}:
        try:
            answer = library().article(citation)
        except NotAtHand:
            missing.add(str(citation))
        else:
            assert answer.text
            inexact |= set() if answer.exact else {str(citation)}
    assert missing == NOT_IN_THE_LIBRARY.keys()
    assert inexact == ANOTHER_VERSION


def test_every_citation_of_the_published_decisions_survives_writing() -> None:
    for _, found in cited_in_decisions():
        for citation in found:
            assert parse(str(citation)) == [citation]


def references() -> list[tuple[Version, Citation]]:
    """Every 《…》第…条 and 本法第…条 in the library whose law is at hand, with the version that cites it."""
    shelf = library()
    found = []
    for version in shelf.versions:
        statute = shelf.statute(version)
        text = "\n".join([*statute.preamble, *(a.text for a in statute.articles), *statute.appendix])
        found += [(version, m.citation) for m in mentions(text, this=version.law)]
    return [(version, citation) for version, citation in found if shelf.versions_of(citation.law)]


def resolves(citing: Version, citation: Citation) -> bool:
    own = citation.law == citing.law and citing.passed
    law = f"{citing.law}({citing.passed.year}修)" if own and citing.passed else citation.law
    try:
        return bool(library().article(Citation(law, citation.article), on=citing.passed).text)
    except NotAtHand:
        return False


@pytest.mark.slow
def test_citations_inside_the_library_resolve_to_99_in_a_hundred(capsys: pytest.CaptureFixture[str]) -> None:
    cited = references()
    missing = [(v, c) for v, c in cited if not resolves(v, c)]
    foreign = [(v, c) for v, c in cited if c.law != v.law]
    to_article = sum(resolves(v, Citation(c.law, article_of(c))) for v, c in foreign)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(cited) - len(missing)} of {len(cited)} citations inside the library find their place; "
            f"of {len(foreign)} to another law {to_article} find their article\n"
        )
    assert {(v.law, str(c)) for v, c in missing} == UNRESOLVED.keys()
    assert len(missing) <= 0.01 * len(cited)
    assert to_article >= 0.99 * len(foreign)


def article_of(citation: Citation) -> str:
    place = Place.parse(citation.article)
    return str(Place(part=place.part, article=place.article, suffix=place.suffix))
