"""Citations are read from any spelling that enforcement papers use, and written in one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.citations import Place, mentions, parse, short_title, to_chinese, to_int
from sanzhi.law.findings import Citation


def read(text: str, this: str | None = None) -> list[str]:
    return [str(citation) for citation in parse(text, this=this)]


@given(st.integers(1, 9999))
def test_every_number_of_an_article_survives_writing_and_reading(value: int) -> None:
    assert to_int(to_chinese(value)) == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("一百零八", 108),
        ("一〇八", 108),
        ("108", 108),
        ("１０８", 108),
        ("一千零六十", 1060),
    ],
)
def test_numerals_are_read_in_chinese_and_arabic(numeral: str, value: int) -> None:
    assert to_int(numeral) == value


@pytest.mark.parametrize("word", ["", "甲", "第五", "-1", "1.5"])
def test_what_is_no_numeral_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        to_int(word)


@pytest.mark.parametrize("value", [0, 10000, -3])
def test_no_article_is_numbered_outside_1_to_9999(value: int) -> None:
    with pytest.raises(ValueError, match="no article"):
        to_chinese(value)


@pytest.mark.parametrize(
    "text",
    [
        "《行政处罚法》第五十八条第一款第二项",
        "《中华人民共和国行政处罚法》第五十八条第一款第（二）项",
        "《中华人民共和国行政处罚法》第58条第1款第(2)项",
        "《 行政处罚法 》 第五十八条 第一款（二）项",
        "《行政处罚法》（2021年1月22日第十三届全国人大常委会修订）第五十八条第一款第二项",
    ],
)
def test_all_spellings_of_one_place_read_alike(text: str) -> None:
    assert parse(text) == [Citation("行政处罚法", "第五十八条第一款第二项")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第五条、第七条", "第五条 第七条"),
        ("第五条至第七条", "第五条 第六条 第七条"),
        ("第五至七条和第九条", "第五条 第六条 第七条 第九条"),
        ("第5-7条", "第五条 第六条 第七条"),
        ("第五、七条", "第五条 第七条"),
        ("第六条第一款、第二款第三项", "第六条第一款 第六条第二款第三项"),
        ("第五条第一、二款第（三）项和第四款", "第五条第一款 第五条第二款第三项 第五条第四款"),
        ("第五条第（一）、（三）项", "第五条第一项 第五条第三项"),
        ("第五条第（一）项至第（三）项", "第五条第一项 第五条第二项 第五条第三项"),
        ("第一百二十条之一第二款", "第一百二十条之一第二款"),
        ("第十二条第1项第2目", "第十二条第一项第二目"),
        ("第七条至第五条", "第七条 第五条"),
        ("第五条第一款第二款", "第五条第一款 第五条第二款"),
        ("第1百零5条", "第一百零五条"),
        ("第五条之99999", "第五条"),
    ],
)
def test_lists_and_ranges_are_taken_apart(text: str, expected: str) -> None:
    assert [c.article for c in parse(f"违反了《甲法》{text}的规定")] == expected.split()


def test_a_range_of_500_is_taken_apart_and_a_wider_one_keeps_its_two_ends() -> None:
    assert len(parse("《甲法》第一条至第五百零一条")) == 501
    assert len(parse("《甲法》第一条至第五百零二条")) == 2


def test_each_article_belongs_to_the_law_named_last() -> None:
    text = "违反《甲法》第一条，依据《乙条例》（国务院令第591号）第三条、第四条，参照《丙办法》规定第五条处理"
    assert read(text) == ["《甲法》第一条", "《乙条例》第三条", "《乙条例》第四条", "《丙办法》第五条"]


def test_gai_fa_is_the_law_named_last_even_in_the_next_sentence() -> None:
    assert read("违反《甲法》第一条。根据该法第二条处罚。") == ["《甲法》第一条", "《甲法》第二条"]


def test_ben_fa_is_the_text_itself_when_the_text_is_a_statute() -> None:
    text = "违反《甲法》第一条的，依照本条例第九条处罚；违反该条例第三条的除外"
    assert read(text, this="中华人民共和国乙条例")[:2] == ["《甲法》第一条", "《乙条例》第九条"]
    assert read("当事人违反《甲法》，依照本法第九条处罚") == ["《甲法》第九条"]


def test_a_bare_article_in_another_sentence_belongs_to_nobody() -> None:
    assert read("违反《甲法》第一条。第二条另有规定。") == ["《甲法》第一条"]
    assert read("第二条") == []


def test_an_article_of_a_law_named_without_marks_is_not_given_to_another_law() -> None:
    assert read("违反《甲法》第三条，依照刑法第二百条、第二百零一条处罚") == ["《甲法》第三条"]
    assert read("应当依照劳动合同法第八十二条执行", this="乙条例") == []
    assert read("依照香港特别行政区基本法第十八条", this="乙条例") == []


def test_an_abbreviation_introduced_in_brackets_stands_for_the_full_title() -> None:
    text = "《中华人民共和国行政处罚法》（以下简称《处罚法》）第三条。按照《处罚法》第九条"
    assert read(text) == ["《行政处罚法》第三条", "《行政处罚法》第九条"]


def test_an_edition_behind_or_within_the_title_stays_with_it() -> None:
    assert read("《土地管理法》(2004修正)第二条第三款") == ["《土地管理法(2004修正)》第二条第三款"]
    assert read("《中华人民共和国土地管理法（2004年修正）》第二条") == ["《土地管理法(2004修正)》第二条"]
    assert read("《土地管理法》（主席令第28号）第二条") == ["《土地管理法》第二条"]


def test_an_article_inside_a_title_is_no_citation() -> None:
    assert read("《关于修改〈卫生行政处罚程序〉第二十九条的通知》第二条") == [
        "《关于修改〈卫生行政处罚程序〉第二十九条的通知》第二条"
    ]


def test_titles_may_hold_titles() -> None:
    text = "《中国人民解放军实施《中华人民共和国药品管理法》办法》第六条"
    assert read(text) == ["《中国人民解放军实施《药品管理法》办法》第六条"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "《",
        "》第五条",
        "《甲法",
        "《甲法》第零条",
        "《甲法》第99999条",
        "《标准》第9.3.7条",
        "第一款第二项",
        "《甲法》第五款",
    ],
)
def test_what_names_no_place_gives_nothing(text: str) -> None:
    assert read(text) == []


def test_a_mention_knows_the_characters_that_name_its_place() -> None:
    text = "违反《甲法》第五条第一款、第二款的规定"
    assert [text[m.start : m.end] for m in mentions(text)] == ["第五条第一款", "第二款"]


def test_a_repeated_citation_is_listed_once_but_mentioned_twice() -> None:
    text = "《甲法》第五条……《甲法》第五条"
    assert len(parse(text)) == 1
    assert len(mentions(text)) == 2


PLACES = st.builds(
    Place,
    article=st.integers(1, 1300),
    suffix=st.integers(0, 9),
    paragraph=st.integers(0, 9),
    item=st.integers(1, 30),
    point=st.integers(0, 5),
)


@given(PLACES)
def test_a_place_survives_writing_and_reading(place: Place) -> None:
    assert Place.parse(str(place)) == place


@given(
    PLACES, st.sampled_from(["行政处罚法", "土地管理法(2004修正)", "中国人民解放军实施《药品管理法》办法"])
)
def test_a_citation_survives_writing_and_reading(place: Place, law: str) -> None:
    citation = Citation(law, str(place))
    assert parse(str(citation)) == [citation]


@given(
    st.text(
        alphabet="《》第条款项目部分之一二十0５（）()、至和该本法条例。-， \n以下简称2004修正", max_size=60
    )
)
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    for mention in mentions(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert str(Place.parse(mention.citation.article)) == mention.citation.article


@pytest.mark.parametrize("text", ["第一、", "第一至", "《", "第 ", "（一", "《甲法》第一条、"])
def test_a_text_of_a_hundred_thousand_characters_is_read_in_moments(text: str) -> None:
    start = time.perf_counter()
    mentions(text * (100_000 // len(text)))
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("text", ["58条2款", "第五十八条第二款", "第58条第2款"])
def test_a_place_is_read_without_its_law(text: str) -> None:
    assert Place.parse(text) == Place(article=58, paragraph=2)


def test_a_point_of_a_notice_without_articles_is_a_place() -> None:
    assert Place.parse("（十二）") == Place.parse("第十二项") == Place(item=12)
    assert Place.parse("第二部分（六）") == Place.parse("第二部分第（六）项") == Place(part=2, item=6)


@given(st.builds(Place, part=st.integers(0, 9), item=st.integers(1, 30)))
def test_a_place_in_a_notice_survives_writing_and_reading(place: Place) -> None:
    assert Place.parse(str(place)) == place


def test_a_citation_of_a_notice_is_read_by_part_and_point() -> None:
    assert read("《国办发〔2018〕118号》第二部分（六）和第四部分第（十一）项") == [
        "《国办发〔2018〕118号》第二部分（六）",
        "《国办发〔2018〕118号》第四部分（十一）",
    ]


@pytest.mark.parametrize(
    "text", ["", "第二款", "第五条、第七条", "附则", "第条", "第五条以下", "第零条", "第10000条"]
)
def test_what_is_not_one_place_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a place"):
        Place.parse(text)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("《中华人民共和国行政处罚法》", "行政处罚法"),
        ("国际航行船舶进出中华人民共和国口岸检查办法", "国际航行船舶进出中华人民共和国口岸检查办法"),
        ("医疗机构制剂配制质量管理规范（试行）", "医疗机构制剂配制质量管理规范（试行）"),
        ("药品管理法（2015年修订）", "药品管理法(2015修订)"),
    ],
)
def test_a_title_is_shortened_to_the_name_citations_carry(title: str, short: str) -> None:
    assert short_title(title) == short
