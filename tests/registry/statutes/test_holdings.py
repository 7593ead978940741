"""What the library holds is complete, or its holes are known and listed here with their reason."""

from collections import Counter

import pytest

from sanzhi.law.citations import Place, mentions
from sanzhi.registry.statutes import Statute, library
from sanzhi.registry.statutes.structure import label

# The source itself stops short. Nothing in the text shows it but the missing last article.
CUT_SHORT = {
    "laws/经济法/长江保护法(2020-12-26).md": 79,
    "laws/行政法规/进出口商品检验法实施条例(2019-03-02).md": 3,
    "laws/行政法规/进出口商品检验法实施条例(2022-03-29).md": 3,
    "laws/行政法规/麻醉药品和精神药品管理条例(2016-02-06).md": 3,
    "laws/行政法规/国务院关于实施《公司法》注册资本登记管理制度的规定(2024-07-01).md": 8,
}

# Whole texts whose last article does not say from when they apply.
NO_COMMENCEMENT = {
    "laws/行政法规/公安部对部分刀具实行管制的暂行规定(1983-03-12).md": "its notice names the day",
    "laws/行政法规/劳动保险条例(1953-01-02).md": "names its issuer, not the day",
    "laws/行政法规/国境河流外国籍船舶管理办法(1966-04-19).md": "names its issuer, not the day",
    "laws/行政法规/外国籍非军用船舶通过琼州海峡管理规则(1964-06-08).md": "ends with the sanctions",
    "laws/行政法规/打捞沉船管理办法(1957-10-11).md": "names its issuer, not the day",
    "laws/行政法规/治安保卫委员会暂行组织条例(1952-08-11).md": "names its issuer, not the day",
    "laws/行政法规/非机动船舶海上安全航行暂行规则(1958-04-19).md": "names its issuers, not the day",
    "laws/行政法规/城市维护建设税暂行条例(2011-01-08).md": "applies from a tax year, 自1985年度起",
    "laws/诉讼与非诉讼程序法/刑事诉讼法(2018-10-26).md": "its day stands in the decisions that amended it",
    "rules/04行政执法程序/01部门规章/渔业行政处罚规定.md": "its day stands in the bracket under the title",
}

# Notices, opinions and old rules that are numbered 一、（一） and have no articles at all.
WITHOUT_ARTICLES = {"laws": 22, "rules": 10}


@pytest.fixture(scope="module")
def statutes() -> list[Statute]:
    shelf = library()
    return [shelf.statute(version) for version in shelf.versions]


def test_every_statute_counts_its_articles_without_a_gap(statutes: list[Statute]) -> None:
    for statute in statutes:
        numbers = [article.number for article in statute.articles]
        assert numbers == list(range(1, len(numbers) + 1)), statute.version.source


def test_every_article_has_words(statutes: list[Statute]) -> None:
    for statute in statutes:
        for article in statute.articles:
            assert article.text.strip(), (statute.version.source, article.label)


def test_the_number_of_articles_is_that_of_the_sources(statutes: list[Statute]) -> None:
    """The national folder has 45,374 lines that begin with 第…条.

    One of them is no article but an act of passage (文物保护法 2017: …第三十一条的决定》第一次修正).
    飞行基本规则 runs 124 articles together on 12 lines, so 112 more are found; 刑事诉讼法 writes
    第一百二十八 条 with a blank, one more. Three laws with 50, 74 and 88 articles are filed twice and
    held once.
    """
    counted: Counter[str] = Counter()
    for statute in statutes:
        counted[statute.version.source.split("/")[0]] += len(statute.articles)
    assert counted["laws"] == 45_374 - 1 + 112 + 1 - (50 + 74 + 88)
    assert counted["rules"] == 2_985


def test_every_version_is_held_once(statutes: list[Statute]) -> None:
    held = Counter((s.version.law, s.version.passed) for s in statutes)
    assert max(held.values()) == 1
    assert len(statutes) == 963 - 3 + 71


def test_texts_that_the_source_cuts_short_are_known(statutes: list[Statute]) -> None:
    last = {s.version.source: s.articles[-1].number for s in statutes if s.version.source in CUT_SHORT}
    assert last == CUT_SHORT


def test_every_other_text_with_articles_says_from_when_it_applies(statutes: list[Statute]) -> None:
    silent = {s.version.source for s in statutes if s.articles and not s.version.commencement}
    assert silent == CUT_SHORT.keys() | NO_COMMENCEMENT.keys()


def test_no_statute_cites_an_article_of_its_own_beyond_its_end(statutes: list[Statute]) -> None:
    for statute in statutes:
        own = statute.version.law
        for article in statute.articles:
            for mention in mentions(article.text, this=own):
                if mention.citation.law == own:
                    number = Place.parse(mention.citation.article).article
                    assert number <= len(statute.articles), (statute.version.source, article.label)


def test_documents_without_articles_keep_their_numbered_points(statutes: list[Statute]) -> None:
    bare = [s for s in statutes if not s.articles]
    assert Counter(s.version.source.split("/")[0] for s in bare) == WITHOUT_ARTICLES
    assert all(len(s.preamble) > 2 for s in bare)


def test_no_known_day_of_entry_lies_before_passage_or_longer_than_386_days_after(
    statutes: list[Statute],
) -> None:
    waits = [
        (s.version.in_force_from - s.version.passed).days
        for s in statutes
        if s.version.in_force_from and s.version.passed
    ]
    assert min(waits) == 0
    assert max(waits) == 386


def test_the_lists_of_all_articles_count_without_a_gap(statutes: list[Statute]) -> None:
    broken = set()
    for statute in statutes:
        for article in statute.articles:
            for paragraph in article.paragraphs:
                numbers = [found[1] for item in paragraph.items if (found := label(item.text))]
                if numbers != list(range(1, len(paragraph.items) + 1)):
                    broken.add((statute.version.law, article.label))
    # 黑龙江省规范行政裁量权办法 numbers its items （一）（二）（三）（五） at the source.
    assert broken == {("黑龙江省规范行政裁量权办法", "第十四条")}
