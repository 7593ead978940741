"""Statutes are read from both layouts of the sources, with their irregularities."""

from datetime import date

import pytest

from sanzhi.registry.statutes.markdown import NotAStatute, read_statute
from sanzhi.registry.statutes.model import Statute

NATIONAL = """# 中华人民共和国示例法

2019年3月5日 第十三届全国人民代表大会第二次会议通过

2021年1月22日 全国人民代表大会常务委员会《关于修改第三十一条的决定》修订

<!-- INFO END -->

## 第一章 总则

第一条 为了示例，制定本法。

第二条　下列行为，依照本法
第九条的规定处理：

（一）甲；

（二）乙。

### 第一节 分则

第一百零八条 本法自2021年7月15日起施行。

附件：

示例表
"""

LOCAL = """# 示例省示例办法

（2017年12月13日示例省人民政府令第179号公布 自2018年2月1日起施行）

目  录

第一章　总　　则

第—章　总　则

第一条　（目的）
为了示例，制定本办法。
第二条违反第一条规定的，第三条 不适用。
第三条 \u200b本办法自2018年2月1日起施行。
"""


def read(text: str, source: str = "laws/示例法(2021-01-22).md") -> Statute:
    return read_statute(text, source)


def test_a_national_law_is_read_with_its_days_and_chapters() -> None:
    statute = read(NATIONAL)
    version = statute.version
    assert (version.law, version.title) == ("示例法", "中华人民共和国示例法")
    assert (version.passed, version.in_force_from) == (date(2021, 1, 22), date(2021, 7, 15))
    assert version.history == (date(2019, 3, 5), date(2021, 1, 22))
    assert [a.number for a in statute.articles] == [1, 2, 108]
    assert [a.chapter for a in statute.articles] == ["第一章 总则", "第一章 总则", "第一章 总则\n第一节 分则"]
    assert statute.appendix == ("附件：", "示例表")


def test_a_line_that_cites_an_article_opens_one_only_after_a_blank_and_upwards() -> None:
    second = read(NATIONAL).article(2)
    assert second is not None
    assert second.text.splitlines()[1] == "第九条的规定处理："


def test_a_local_rule_is_read_from_plain_lines() -> None:
    statute = read(LOCAL, "rules/示例省示例办法.md")
    first, second, third = statute.articles
    assert statute.version.passed == date(2017, 12, 13)
    assert statute.version.in_force_from == date(2018, 2, 1)
    assert (first.caption, first.text) == ("（目的）", "为了示例，制定本办法。")
    assert first.chapter == "第—章 总 则"
    assert second.text == "违反第一条规定的，第三条 不适用。"
    assert third.text == "本办法自2018年2月1日起施行。"
    assert statute.preamble == ()


def test_articles_run_together_on_one_line_are_set_apart_with_their_paragraphs() -> None:
    body = "第一条 甲。 第二条 依照第三条 处理。 乙： （一）丙； （二）丁。 第三条 戊。"
    first, second, third = read(f"# 示例规则\n<!-- INFO END -->\n{body}\n").articles
    assert (first.text, third.text) == ("甲。", "戊。")
    assert [p.text for p in second.paragraphs] == ["依照第三条 处理。", "乙："]
    assert len(second.paragraphs[1].items) == 2


def test_an_article_of_the_suffix_kind_follows_its_number() -> None:
    statute = read("# 示例法\n<!-- INFO END -->\n第一条 甲。\n第一条之一 乙。\n第二条 丙。\n")
    assert [a.label for a in statute.articles] == ["第一条", "第一条之一", "第二条"]
    assert statute.article(1, 1) == statute.articles[1]


def test_what_looks_like_an_appendix_before_an_article_is_a_paragraph() -> None:
    statute = read("# 示例法\n<!-- INFO END -->\n第一条 表格如下：\n附表\n第二条 丙。\n")
    assert statute.articles[0].text == "表格如下：\n附表"
    assert statute.appendix == ()


def test_a_notice_without_articles_keeps_its_lines() -> None:
    statute = read(
        "# 国办发〔2018〕118号示例意见\n一、总体要求\n（一）甲。\n2018年12月5日\n", "rules/示例.md"
    )
    assert statute.version.law == "示例意见"
    assert statute.version.passed == date(2018, 12, 5)
    assert statute.preamble == ("一、总体要求", "（一）甲。", "2018年12月5日")


@pytest.mark.parametrize("text", ["", "---\nbookCollapseSection: true\n---", "第一条 甲。"])
def test_a_file_without_a_title_is_no_statute(text: str) -> None:
    with pytest.raises(NotAStatute):
        read(text)


def test_a_section_stands_under_its_chapter_and_a_chapter_under_its_part() -> None:
    headings = ("第一编 总编", "第一章 甲", "第一节 乙", "第二节 丙", "第二章 丁", "第二编 戊", "附则")
    lines = [f"## {heading}\n\n第{n}条 文。" for heading, n in zip(headings, "一二三四五六七", strict=True)]
    statute = read("\n\n".join(["# 示例法", "<!-- INFO END -->", *lines]))
    assert [a.chapter.split("\n") for a in statute.articles] == [
        ["第一编 总编"],
        ["第一编 总编", "第一章 甲"],
        ["第一编 总编", "第一章 甲", "第一节 乙"],
        ["第一编 总编", "第一章 甲", "第二节 丙"],
        ["第一编 总编", "第二章 丁"],
        ["第二编 戊"],
        ["附则"],
    ]
