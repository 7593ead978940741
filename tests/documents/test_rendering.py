"""A document says everything that it was given, in the layout of GB/T 9704, the same bytes every time."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from sanzhi.documents import kinds, pdfium
from sanzhi.documents.render import (
    missing_fields,
    render_pdf,
    render_preview,
    source_digest,
    template_digest,
)
from tests.documents.papers import ISSUED_ON, issued, number_of, squeeze, text_of
from tests.documents.samples import sample

EVERY_KIND = tuple(kinds.KINDS)


def leaves(value: Any) -> list[str]:
    """Every text of a source except codes and identifiers of the kind of value, and raw dates."""
    if isinstance(value, dict):
        skipped = {"type", "began_at", "ended_at", "submitted_at", "on", "found_on", "filed_on", "conclusion"}
        return [text for key, member in value.items() if key not in skipped for text in leaves(member)]
    if isinstance(value, list):
        return [text for member in value for text in leaves(member)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_same_source_gives_the_same_bytes(kind: str) -> None:
    first, second = issued(kind), issued(kind)
    assert first.pdf == second.pdf
    assert first.digest == second.digest


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "from tests.documents.papers import issued\nimport sys; sys.stdout.write(issued('decision').digest)"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert other.stdout == issued("decision").digest


def test_threads_in_parallel_give_the_same_bytes() -> None:
    work = [kind for kind in EVERY_KIND for _ in range(4)]
    alone = {kind: issued(kind).digest for kind in EVERY_KIND}
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda kind: issued(kind).digest, work))
    assert together == [alone[kind] for kind in work]


@pytest.mark.parametrize("kind", ["decision", "prior_notice"])
def test_what_binds_a_party_prints_every_fact_it_was_given(kind: str) -> None:
    source = sample(kind)
    left_out = {source["case"]["number"], source["case"]["origin"]}
    if kind == "decision":
        # The written decision names its case by its own number, and ways to reach the agency by one phone.
        left_out |= {source["agency"]["address"], source["agency"]["postcode"], source["agency"]["contact"]}
        left_out |= {source["case"]["title"]}
    else:
        left_out |= set(leaves(source["agency"]["bank"])) | {source["agency"]["reconsideration"]}
        left_out |= {source["agency"]["court"]} | set(leaves(source["party"])) - {source["party"]["name"]}
    whole = text_of(issued(kind).pdf)
    for text in leaves(source):
        if text not in left_out:
            assert squeeze(text).rstrip("；") in whole, text


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_document_names_title_agency_number_and_pages(kind: str) -> None:
    made = issued(kind)
    pages = [squeeze(page) for page in pdfium.page_texts(made.pdf)]
    assert kinds.get(kind).title in pages[0] or "行政处罚听证告知书" in pages[0]
    assert "黔西市市场监督管理局" in pages[0]
    assert (number_of(kind) or "") in pages[0]
    assert all(f"第{index}页共{made.pages}页" in page for index, page in enumerate(pages, start=1))


def test_every_file_says_that_it_is_pdf_a_2b() -> None:
    for kind in EVERY_KIND:
        pdf = issued(kind).pdf
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf


def test_amounts_stand_in_figures_and_in_capitals() -> None:
    whole = text_of(issued("decision").pdf)
    assert "罚款人民币52,120.00元（大写：人民币伍万贰仟壹佰贰拾元整）" in whole
    assert "没收违法所得人民币79.92元（大写：人民币柒拾玖元玖角贰分）" in whole
    assert "罚没款共计人民币52,199.92元（大写：人民币伍万贰仟壹佰玖拾玖元玖角贰分）" in whole


def test_a_decision_prints_term_bank_surcharge_remedies_and_publication() -> None:
    whole = text_of(issued("decision").pdf)
    for words in (
        "自收到本决定书之日起15日内",
        "贵州黔西农村商业银行营业部（地址：黔西市莲城大道66号",
        "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额",
        "六十日内向黔西市人民政府申请行政复议",
        "六个月内依法向黔西市人民法院提起行政诉讼",
        "本决定将依法通过行政执法信息公示平台向社会公开",
        "黔西市市场监督管理局2026年4月2日",
    ):
        assert words in whole


def test_a_decision_without_money_asks_for_none() -> None:
    whole = text_of(
        issued("decision", penalty_items=[{"text": "警告"}], fine_fen=0, confiscated_fen=0, publish=False).pdf
    )
    assert "银行" not in whole
    assert "加处罚款，" not in whole
    assert "向社会公开" not in whole


def test_silence_of_the_party_is_stated() -> None:
    assert "未提出陈述、申辩意见" in text_of(issued("decision", defence="", hearing="").pdf)
    assert "未提出陈述、申辩意见" not in text_of(issued("decision").pdf)


def test_the_right_to_a_hearing_is_told_only_where_it_exists() -> None:
    with_right, without = (
        text_of(issued("prior_notice").pdf),
        text_of(issued("prior_notice", hearing=False).pdf),
    )
    assert "行政处罚听证告知书" in with_right
    assert "自收到本告知书之日起5个工作日内向本机关提出" in with_right
    assert "行政处罚事先告知书" in without
    assert "听证" not in without


def test_a_natural_person_is_named_as_one() -> None:
    person = {
        "type": "自然人",
        "name": "陈示例",
        "id_number": "520599189901010010",
        "address": "黔西市示例路7号",
    }
    whole = text_of(issued("decision", party=person).pdf)
    assert "当事人：陈示例" in whole
    assert "居民身份证号码：520599189901010010" in whole
    assert "住址：黔西市示例路7号" in whole
    assert "统一社会信用代码" not in whole


def test_a_record_is_signed_on_every_page() -> None:
    for page in pdfium.page_texts(issued("interview_record").pdf):
        assert "被询问人签名：" in squeeze(page)


def test_a_page_holds_22_lines_of_28_characters() -> None:
    pages = pdfium.page_texts(issued("decision", facts="国" * 28 * 60).pdf)
    full = [line for line in pages[2].splitlines() if set(line.strip()) == {"国"}]
    assert [len(line.strip()) for line in full] == [28] * 22


def test_the_demonstration_says_so_on_every_page() -> None:
    shown = pdfium.page_texts(issued("decision", demo=True).pdf)
    real = pdfium.page_texts(issued("decision").pdf)
    assert all("示例数据" in squeeze(page) for page in shown)
    assert not any("示例数据" in squeeze(page) for page in real)


def test_a_draft_marks_each_gap_and_calls_itself_one() -> None:
    draft = render_pdf("decision", {}, number=None, issued_on=None, qr=None, demo=False, draft=True)
    whole = text_of(draft.pdf)
    assert "草稿" in whole
    for label in missing_fields("decision", {}):
        assert f"〔待填：{label}〕" in whole


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_preview_draws_an_empty_and_a_full_source(kind: str) -> None:
    for source in ({}, sample(kind)):
        pages = render_preview(kind, source, number=number_of(kind), issued_on=ISSUED_ON)
        assert pages
        assert all(page.lstrip().startswith("<svg") for page in pages)


def test_the_fonts_that_were_used_are_on_record() -> None:
    rows = issued("decision").fonts
    assert [row["role"] for row in rows] == ["body", "title", "kai", "hei", "digits"]
    assert all(len(row["digest"]) == 64 and row["origin"] in ("licensed", "free") for row in rows)


def test_digests_name_form_and_content() -> None:
    source = sample("decision")
    first = source_digest("decision", source, number="甲罚〔2026〕1号", issued_on=ISSUED_ON)
    assert first == source_digest(
        "decision", sample("decision"), number="甲罚〔2026〕1号", issued_on=ISSUED_ON
    )
    assert first != source_digest("decision", source, number="甲罚〔2026〕2号", issued_on=ISSUED_ON)
    assert first != source_digest("decision", source, number="甲罚〔2026〕1号", issued_on=date(2026, 4, 3))
    assert template_digest("decision") != template_digest("prior_notice")
