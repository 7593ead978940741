"""The lines of an article fall into paragraphs, items and points."""

from sanzhi.registry.statutes.structure import caption, label, paragraphs


def test_a_line_without_a_number_is_a_paragraph_and_numbered_lines_hang_on_it() -> None:
    first, second = paragraphs(["有下列情形之一的：", "（一）甲；", "（二）乙。", "前款另有规定的除外。"])
    assert [item.text for item in first.items] == ["（一）甲；", "（二）乙。"]
    assert second.text == "前款另有规定的除外。"
    assert second.items == ()


def test_points_hang_on_the_item_above_them() -> None:
    (only,) = paragraphs(["下列：", "（一）甲：", "1.子；", "2．丑；", "（二）乙。"])
    assert [item.points for item in only.items] == [("1.子；", "2．丑；"), ()]


def test_old_texts_number_items_with_a_comma_and_points_with_brackets() -> None:
    (only,) = paragraphs(["下列：", "一、甲", "（一）子", "二、乙"])
    assert [item.lines for item in only.items] == [["一、甲", "（一）子"], ["二、乙"]]


def test_a_plain_line_between_two_items_belongs_to_the_upper_one() -> None:
    (only,) = paragraphs(["下列：", "（一）甲。", "甲的说明。", "（二）乙。"])
    assert [item.lines for item in only.items] == [["（一）甲。", "甲的说明。"], ["（二）乙。"]]


def test_a_second_list_that_begins_again_belongs_to_its_own_paragraph() -> None:
    first, second = paragraphs(["下列：", "（一）甲。", "又下列：", "（一）子；", "（二）丑。"])
    assert len(first.items) == 1
    assert len(second.items) == 2


def test_labels_are_told_from_numbers_that_open_a_sentence() -> None:
    assert label("（十二）甲") == (0, 12)
    assert label("１．甲") == (3, 1)
    assert label("1.5倍以下") is None
    assert label("三人以上") is None


def test_a_headline_is_no_paragraph() -> None:
    assert caption(["（目的和依据）", "为了……"]) == ("（目的和依据）", ["为了……"])
    assert caption(["【生效日期】本办法自……"]) == ("【生效日期】", ["本办法自……"])
    assert caption(["（注：略）"]) == ("", ["（注：略）"])
    assert caption(["为了（略）"]) == ("", ["为了（略）"])
