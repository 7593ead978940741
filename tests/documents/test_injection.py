"""Nothing that a person types is ever taken for markup."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanzhi.documents.render import render_preview
from tests.documents.papers import issued, squeeze, text_of
from tests.documents.samples import sample

HOSTILE = [
    '#panic("x")',
    "#import sys: *",
    '#read("/etc/passwd")',
    "$ x^2 $ 与 $",
    "反斜杠\\ 与 \\u{41} 与 \\n",
    "*粗* _斜_ `码` <签> @引用 ~ -- ---",
    "= 标题 / 项: 值 // 注 /* 注 */",
    "\"引\" '号' “弯” {括} [号]",
    '"}, "title": "别的标题", {"',
    "〔待填：骗人的〕",
    "<script>alert(1)</script>&amp;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_it_stands(text: str) -> None:
    party = {**sample("decision")["party"], "name": text}
    whole = text_of(issued("decision", facts=f"前{text}后", party=party).pdf)
    assert squeeze(f"前{text}后") in whole
    assert squeeze(f"当事人：{text}") in whole


@given(
    st.text(
        alphabet=string.ascii_letters + string.digits + string.punctuation + "甲乙，。",
        min_size=1,
        max_size=40,
    )
)
@settings(max_examples=25)
def test_any_text_is_printed_as_it_stands(text: str) -> None:
    assert squeeze(f"前{text}后") in text_of(issued("closure_approval", qr=None, reason=f"前{text}后").pdf)


def test_a_preview_carries_no_script() -> None:
    source = sample("decision", facts="<script>alert(1)</script>")
    assert not any("<script" in page for page in render_preview("decision", source))
