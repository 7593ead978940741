"""A citation finds its words in the library that ships, and what is not at hand is said to be so."""

import subprocess
import sys
import time
from datetime import date

import pytest

from sanzhi.law.findings import Citation
from sanzhi.registry.statutes import LawNotAtHand, PlaceNotAtHand, library
from sanzhi.registry.statutes.library import Library

WORDS = {
    (
        "行政处罚法",
        "第四十二条第一款",
    ): "行政处罚应当由具有行政执法资格的执法人员实施。执法人员不得少于两人，法律另有规定的除外。",
    (
        "行政处罚法",
        "第五十七条第二款",
    ): "对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定。",
    ("行政处罚法", "第五十八条第一款第（二）项"): "（二）直接关系当事人或者第三人重大权益，经过听证程序的；",
    ("行政处罚法", "第五十九条第二款"): "行政处罚决定书必须盖有作出行政处罚决定的行政机关的印章。",
    ("行政处罚法", "第85条"): "本法中“二日”“三日”“五日”“七日”的规定是指工作日，不含法定节假日。",
    ("行政强制法", "第十八条第二项"): "（二）由两名以上行政执法人员实施；",
    ("食品安全法", "第七十一条第三款"): "食品和食品添加剂与其标签、说明书的内容不符的，不得上市销售。",
    ("消防法", "第六十条第一款第五项"): "（五）占用、堵塞、封闭消防车通道，妨碍消防车通行的；",
    ("政府信息公开条例", "第二十条第六项"): "(六)实施行政处罚、行政强制的依据、条件、程序"
    "以及本行政机关认为具有一定社会影响的行政处罚决定；",
    ("行政处罚法", "第四十八条"): "具有一定社会影响的行政处罚决定应当依法公开。\n"
    "公开的行政处罚决定被依法变更、撤销、确认违法或者确认无效的，"
    "行政机关应当在三日内撤回行政处罚决定信息并公开说明理由。",
    ("贵州省行政执法监督办法", "第十条第二款"): "行政执法主体的名称、执法职能等有调整的，"
    "县级以上人民政府应当在调整完成之日起15个工作日内向社会公告。",
}


@pytest.mark.parametrize(("law", "article"), WORDS)
def test_well_known_articles_read_word_for_word(law: str, article: str) -> None:
    assert library().article(Citation(law, article)).text == WORDS[law, article]


def test_a_paragraph_carries_its_items_and_an_article_its_paragraphs() -> None:
    paragraph = library().article(Citation("行政处罚法", "第五十八条第一款")).text.splitlines()
    article = library().article(Citation("行政处罚法", "第五十八条")).text.splitlines()
    assert [line[:3] for line in paragraph[1:]] == ["（一）", "（二）", "（三）", "（四）"]
    assert article[:5] == paragraph
    assert len(article) == 6


def test_the_answer_says_which_version_it_comes_from() -> None:
    answer = library().article(Citation("行政处罚法", "第58条第1款"), on=date(2024, 6, 3))
    assert (answer.law, answer.article) == ("行政处罚法", "第五十八条第一款")
    assert (answer.version.passed, answer.in_force_from) == (date(2021, 1, 22), date(2021, 7, 15))
    assert answer.version.commencement == "本法自2021年7月15日起施行"
    assert answer.exact


@pytest.mark.parametrize(("day", "exact"), [(date(2021, 7, 14), False), (date(2021, 7, 15), True)])
def test_before_the_version_at_hand_had_begun_its_text_is_not_exact(day: date, exact: bool) -> None:
    assert library().article(Citation("行政处罚法", "第五十八条"), on=day).exact is exact


@pytest.mark.parametrize(("day", "year"), [(date(2023, 12, 31), 2017), (date(2024, 1, 1), 2023)])
def test_of_two_versions_the_one_in_force_that_day_is_found(day: date, year: int) -> None:
    version = library().find("行政复议法", day)
    assert version is not None
    assert version.passed is not None
    assert version.passed.year == year


@pytest.mark.parametrize(
    "name",
    [
        "行政处罚法",
        "中华人民共和国行政处罚法",
        "《中华人民共和国行政处罚法》",
        "《 行政处罚法 》",
        "行政处罚法（2021年修订）",
        "行政处罚法(2021修订)",
    ],
)
def test_a_law_is_found_under_every_spelling_of_its_title(name: str) -> None:
    choice = library().choose(name)
    assert choice is not None
    assert (choice.version.law, choice.exact) == ("行政处罚法", True)


@pytest.mark.parametrize(
    ("name", "law"),
    [
        ("国际航行船舶进出中华人民共和国口岸检查办法", "国际航行船舶进出中华人民共和国口岸检查办法"),
        ("实施《中华人民共和国反外国制裁法》的规定", "实施《反外国制裁法》的规定"),
        ("实施〈反外国制裁法〉的规定", "实施《反外国制裁法》的规定"),
        ("医疗机构制剂配制质量管理规范(试行)", "医疗机构制剂配制质量管理规范（试行）"),
        ("规范农业行政处罚自由裁量权办法", "农业农村部规范农业行政处罚自由裁量权办法"),
    ],
)
def test_brackets_and_issuers_do_not_hide_a_law(name: str, law: str) -> None:
    found = library().find(name)
    assert found is not None
    assert found.law == law


def test_a_year_not_at_hand_gives_the_nearest_text_and_says_so() -> None:
    answer = library().article(Citation("土地管理法(2004修正)", "第四十四条第一款"))
    assert answer.version.passed == date(2019, 8, 26)
    assert not answer.exact


@pytest.mark.parametrize("place", ["第二部分（六）", "（六）", "第六项"])
def test_the_points_of_the_three_systems_notice_are_found(place: str) -> None:
    answer = library().article(Citation("国办发〔2018〕118号", place))
    assert answer.text.startswith("（六）加强事后公开。行政执法机关要在执法决定作出之日起20个工作日内")
    assert answer.exact
    full = "关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见"
    assert library().find(full) == answer.version


@pytest.mark.parametrize("place", ["第三部分（六）", "第九部分", "（九十）", "第一条", "第六项第一目"])
def test_a_point_outside_its_part_is_not_at_hand(place: str) -> None:
    with pytest.raises(PlaceNotAtHand):
        library().article(Citation("国办发〔2018〕118号", place))


@pytest.mark.parametrize(
    "place",
    [
        "第八十七条",
        "第五十八条第三款",
        "第五十八条第一款第五项",
        "第五十八条第二款第一项",
        "第五十八条第一款第二项第一目",
        "第五十八条第一款第一目",
        "第五十八条之一",
        "（一）",
        "附则",
        "第99999条",
    ],
)
def test_a_place_that_the_law_does_not_have_is_said_to_be_missing(place: str) -> None:
    with pytest.raises(PlaceNotAtHand, match=r"没有|不是"):
        library().article(Citation("行政处罚法", place))


def test_a_law_that_is_not_at_hand_is_said_to_be_missing() -> None:
    assert library().find("证券法") is None
    assert library().versions_of("证券法") == ()
    with pytest.raises(LawNotAtHand, match="法规库中没有《证券法》"):
        library().article(Citation("证券法", "第一百九十三条"))


def test_an_item_that_fits_two_lists_is_given_but_not_as_exact() -> None:
    # 药品管理法 Art 98 lists counterfeit drugs in its second paragraph and inferior drugs in its third.
    loose = library().article(Citation("药品管理法", "第九十八条第一项"))
    tight = library().article(Citation("药品管理法", "第九十八条第二款第一项"))
    assert loose.text == tight.text == "（一）药品所含成份与国家药品标准规定的成份不符；"
    assert (loose.exact, tight.exact) == (False, True)


def test_the_library_says_when_its_texts_were_collected() -> None:
    assert library().collected == {"laws": "2025-04", "rules": "2024-04"}


def test_opening_the_library_and_one_law_is_quick() -> None:
    start = time.perf_counter()
    shelf = Library()
    shelf.article(Citation("行政处罚法", "第五十八条"))
    # Some 30 ms on one slow core; unpacking everything would take half a second.
    assert time.perf_counter() - start < 0.3


def test_nothing_of_a_database_framework_is_loaded() -> None:
    script = "import sys, sanzhi.registry.statutes as s; s.library(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
