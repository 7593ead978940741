"""Components as their readers meet them: forms, findings, acts, strips."""

from django.template import Context, Template
from django.template.loader import render_to_string

from sanzhi.law.findings import Finding, Verdict
from sanzhi.pages import styleguide_cases as cases
from sanzhi.pages.strip import Lane, Mark, Strip
from sanzhi.pages.styleguide import SampleForm


def shown(text: str, **context: object) -> str:
    return Template("{% load sanzhi %}" + text).render(Context(context))


def test_a_field_joins_its_hint_and_its_error_to_the_control() -> None:
    html = shown("{% field form.title %}", form=SampleForm({}))
    assert '<label for="id_title">案由</label>' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_error"' in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = shown("{% field form.source %}", form=SampleForm())
    assert "<legend>案件来源</legend>" in html
    assert html.count('type="radio"') == 3


def test_a_field_that_may_stay_empty_says_so() -> None:
    html = shown("{% field form.facts %}{% field form.title %}", form=SampleForm())
    assert html.count("（选填）") == 1


def test_the_summary_of_errors_links_to_each_field_and_is_absent_without_errors() -> None:
    form = SampleForm({})
    form.add_error(None, "日期早于立案")
    html = shown("{% error_summary form %}", form=form)
    assert 'href="#id_title"' in html
    assert 'href="#id_source_0"' in html
    assert "日期早于立案" in html
    assert shown("{% error_summary form %}", form=SampleForm()).strip() == ""


def test_a_refused_act_names_its_article_and_the_way_out() -> None:
    html = render_to_string(
        "pages/act.html",
        {
            "name": "decide",
            "title": "作出处罚决定",
            "refusals": cases.findings()[:1],
            "cure_url": "/review/new",
            "cure_title": "提请法制审核",
        },
    )
    assert 'aria-disabled="true" aria-describedby="act-decide-why"' in html
    assert "《行政处罚法》第五十八条第一款" in html
    assert '<a class="sz-btn sz-btn--main" href="/review/new">提请法制审核</a>' in html


def test_an_open_act_is_a_link() -> None:
    html = render_to_string("pages/act.html", {"title": "送达", "url": "/serve"})
    assert html.strip() == '<a class="sz-btn" href="/serve">送达</a>'


def test_a_finding_is_told_apart_in_words() -> None:
    words = {Verdict.REFUSE: "依法不得办理", Verdict.WARN: "提示", Verdict.UNKNOWN: "依据待确认"}
    for verdict, word in words.items():
        assert word in render_to_string("pages/finding.html", {"finding": Finding("R", 1, verdict, "内容")})


def test_what_comes_from_a_record_is_shown_as_text() -> None:
    mark = Mark("done", "<script>x</script>", "<i>", on=cases.TODAY, article="<b>", href='/a"onclick="x')
    strip = Strip(cases.TODAY, cases.TODAY, cases.TODAY, (Lane("record", "记录", "<u>", (mark,)),))
    html = render_to_string("pages/strip.html", {"strip": strip})
    assert not any(bad in html for bad in ("<script", "<i>", "<b>", "<u>", '"onclick'))


def test_a_strip_reads_as_three_lists_without_seeing_it() -> None:
    html = render_to_string("pages/strip.html", {"strip": cases.open_case()})
    assert html.count("<ol") == 3
    assert '<span class="visually-hidden">缺失：</span><span class="sz-mark__title">先行登记保存清单' in html
    assert all(f'aria-label="{name}"' in html for name in ("公示", "记录", "审核"))


def test_a_strip_in_a_row_says_each_lane_in_a_word() -> None:
    html = render_to_string("pages/strip_row.html", {"strip": cases.open_case()})
    assert all(word in html for word in ("正常", "缺 1 项", "逾期 1 项"))


def test_a_locked_mark_has_no_link_and_no_detail() -> None:
    locked = Mark("done", "询问笔录", "两页", on=cases.TODAY, href="/inner/1").as_locked()
    strip = Strip(cases.TODAY, cases.TODAY, cases.TODAY, (Lane("record", "记录", "", (locked,)),))
    html = render_to_string("pages/strip.html", {"strip": strip})
    assert "<a" not in html
    assert "内部环节" in html
    assert "两页" not in html


def test_a_late_entry_is_marked_in_the_timeline() -> None:
    html = render_to_string("pages/timeline.html", {"events": cases.events()})
    assert "补录 · 3月5日录入" in html
    assert html.count("补录") == 1
