"""Identifiers in text: found with their proofs, left alone without them."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.identifiers import demonstration_resident, demonstration_uscc
from sanzhi.law.sensitive import Kind, find_identifiers, luhn, plain

ID = demonstration_resident(7)


def kinds(text: str) -> list[Kind]:
    return [span.kind for span in find_identifiers(text)]


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (f"王某，{ID}，男", Kind.RESIDENT, ID),
        ("身份证号码：110105194912310021。", Kind.RESIDENT, "110105194912310021"),
        ("号码11010519491231002x。", Kind.RESIDENT, "11010519491231002x"),
        ("身份证110105 19491231 002X", Kind.RESIDENT, "110105 19491231 002X"),
        ("身份证号110105491231002", Kind.RESIDENT, "110105491231002"),
        ("１１０１０５１９４９１２３１００２Ｘ", Kind.RESIDENT, "１１０１０５１９４９１２３１００２Ｘ"),
        ("电话13800001234联系", Kind.MOBILE, "13800001234"),
        ("138-0000-1234", Kind.MOBILE, "138-0000-1234"),
        ("+86 138 0000 1234", Kind.MOBILE, "+86 138 0000 1234"),
        ("座机0857-7221234。", Kind.LANDLINE, "0857-7221234"),
        ("（0857）7221234", Kind.LANDLINE, "（0857）7221234"),
        ("联系电话：7221234，", Kind.LANDLINE, "7221234"),
        ("卡号4111111111111111，", Kind.ACCOUNT, "4111111111111111"),
        ("农业银行卡6228480402564890018", Kind.ACCOUNT, "6228480402564890018"),
        ("账号为：2406 0010 0900 1234。", Kind.ACCOUNT, "2406 0010 0900 1234"),
        ("驾驶贵F12345小型汽车", Kind.PLATE, "贵F12345"),
        ("贵F·D12345号", Kind.PLATE, "贵F·D12345"),
        ("发至abc.d@example.com的", Kind.EMAIL, "abc.d@example.com"),
        ("微信号：wang_123456。", Kind.SOCIAL, "wang_123456"),
        ("QQ12345678", Kind.SOCIAL, "12345678"),
        ("护照号码E12345678", Kind.TRAVEL, "E12345678"),
        ("住址：贵州省金沙县鼓场街道1号，", Kind.ADDRESS, "贵州省金沙县鼓场街道1号"),
        ("家庭住址为金沙县某某小区2栋301室。", Kind.ADDRESS, "金沙县某某小区2栋301室"),
        ("黔（2020）金沙县不动产权第0001234号", Kind.PROPERTY, "第0001234号"),
        ("住院号：ZY001234", Kind.MEDICAL, "ZY001234"),
    ],
)
def test_an_identifier_is_found(text: str, kind: Kind, value: str) -> None:
    assert kinds(text) == [kind]
    assert found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码11511301008778183N",
        f"信用代码{demonstration_uscc(12345678)}",
        "黔金市监罚〔2026〕12号",
        "青黄(珠海)综法罚字[2025]第2025ZH00016号",
        "110105194912310021",
        "生产批号20260101123456",
        "罚款人民币52120元（伍万贰仟壹佰贰拾元整）",
        "4111111111111111",
        "2026年1月5日至2026年4月7日",
        "《中华人民共和国食品安全法》第一百二十六条第一款第一项",
        "执法证号24070012345",
        "产品标准GB 4806.7-2016",
        "住所：贵州省金沙县鼓场街道1号",
        "云A级旅游景区",
        "账户余额1234567.89元",
        "账户内资金12345678元",
        "通过支付宝50000元",
        "在门诊2025年1月的记录",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert found(text) == []


@given(
    st.integers(0, 999_999), st.text("，。一二三王李号码为", max_size=10), st.text("，。一二三", max_size=10)
)
def test_a_resident_number_is_found_wherever_it_stands(n: int, before: str, after: str) -> None:
    number = demonstration_resident(n)
    assert found(f"{before}{number}{after}") == [number]


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"), st.sampled_from(["电话", "", "致电", "，"]))
def test_a_mobile_number_is_found(number: str, before: str) -> None:
    assert found(f"{before}{number}。") == [number]


def test_random_eighteen_digits_are_rarely_taken_for_a_person() -> None:
    chance = random.Random(1)  # noqa: S311 - a fixed sample, no secret
    numbers = ["".join(chance.choices("0123456789", k=18)) for _ in range(20_000)]
    assert sum(bool(found(number)) for number in numbers) <= 2


def test_luhn() -> None:
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")


@given(st.text())
def test_plain_text_has_the_same_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text("0123456789X -一王身份证账号住址，。@a.:贵F", max_size=60))
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = find_identifiers(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
