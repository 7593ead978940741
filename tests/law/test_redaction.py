"""From the served text to the public one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.law.identifiers import demonstration_resident
from sanzhi.law.redaction import (
    Person,
    Policy,
    Role,
    aliases,
    check_must_hide,
    check_must_show,
    redact,
    surname,
)
from sanzhi.law.sensitive import Kind

OWNER = Person(
    "王建国", Role.PARTY, demonstration_resident(1), "13800001234", address="金沙县鼓场街道金都花园3栋201"
)
WITNESS = Person("王小丽", Role.WITNESS)
OFFICER = Person("李办案", Role.OFFICER, phone="13900005678")
PEOPLE = [OWNER, WITNESS, OFFICER]
RECORD: dict[str, Any] = {
    "agency": {"name": "金沙县市场监督管理局"},
    "number": "黔金市监罚〔2026〕12号",
    "party": {"type": "自然人", "name": "王某"},
    "basis": [{"law": "食品安全法", "article": "第一百二十六条"}],
    "penalty": "罚款5000元",
    "decided_on": "2026-06-01",
    "officers": [{"name": "李办案", "certificate": "黔A001"}, {"name": "赵协办", "certificate": "黔A002"}],
}


def test_a_decision_is_redacted() -> None:
    text = (
        f"当事人王建国（身份证号码{OWNER.id_number}），住金沙县鼓场街道金都花园3栋201，电话13800001234。"
        "证人王小丽证实。执法人员李办案、赵协办向其出示执法证件。"
    )
    assert redact(text, PEOPLE).text == (
        "当事人王某甲（身份证号码（身份号码已隐去）），住（住址已隐去），电话（手机号码已隐去）。"
        "证人王某乙证实。执法人员李办案、赵协办向其出示执法证件。"
    )


def test_the_log_tells_where_each_thing_stood() -> None:
    text = "当事人王建国，电话13800001234。"
    redacted = redact(text, [OWNER])
    assert [text[m.start : m.end] for m in redacted.masks] == ["王建国", "13800001234"]
    assert [m.replacement for m in redacted.masks] == ["王某", "（手机号码已隐去）"]
    assert redacted.kinds == ["姓名", "手机号码"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("王建国", "王"),
        ("欧阳修", "欧阳"),
        ("欧阳", "欧"),
        ("司马相如", "司马"),
        ("买买提·吐尔逊", "买"),
        ("阿依古丽•热合曼", "阿"),
        ("John Smith", "J"),
    ],
)
def test_what_is_kept_of_a_name(name: str, kept: str) -> None:
    assert surname(name) == kept


def test_a_name_with_a_dot_is_hidden_in_every_spelling() -> None:
    person = Person("买买提·吐尔逊", Role.WITNESS)
    assert redact("买买提•吐尔逊与买买提·吐尔逊", [person]).text == "买某与买某"


def test_names_of_one_surname_are_told_apart_by_the_order_of_persons() -> None:
    names = ["张三", "李四", "张五", "张三"]
    assert aliases([Person(n, Role.WITNESS) for n in names]) == {
        "张三": "张某甲",
        "李四": "李某",
        "张五": "张某乙",
    }


def test_after_ten_of_one_surname_numbers_go_on() -> None:
    people = [Person(f"张{c}", Role.WITNESS) for c in "一二三四五六七八九十百"]
    assert list(aliases(people).values())[9:] == ["张某癸", "张某11"]


def test_a_longer_name_is_not_cut_by_a_shorter_one() -> None:
    people = [Person("张伟", Role.WITNESS), Person("张伟强", Role.VICTIM)]
    assert redact("张伟强与张伟", people).text == "张某乙与张某甲"


def test_blanks_inside_a_name_do_not_save_it() -> None:
    assert redact("王　强到场", [Person("王强", Role.WITNESS)]).text == "王某到场"


def test_names_that_are_already_short_stay() -> None:
    assert (
        redact("王某与李**", [Person("王某", Role.PARTY), Person("李**", Role.WITNESS)]).text == "王某与李**"
    )


def test_names_of_entities_stay() -> None:
    policy = Policy(keep=("金沙县王建国五金店",))
    text = "金沙县王建国五金店（经营者王建国）"
    assert redact(text, [OWNER], policy).text == "金沙县王建国五金店（经营者王某）"


def test_what_the_agency_keeps_stays() -> None:
    policy = Policy(keep=("0857-7221234",))
    assert redact("监督电话0857-7221234，座机0857-7225678", [], policy).text == (
        "监督电话0857-7221234，座机（固定电话已隐去）"
    )


def test_the_agency_may_show_the_punished_person_and_nobody_else() -> None:
    text = "当事人王建国，证人王小丽"
    assert redact(text, PEOPLE, Policy(show_party=True)).text == "当事人王建国，证人王某"
    assert redact(text, PEOPLE).text == "当事人王某甲，证人王某乙"


def test_a_structured_value_is_hidden_whatever_it_looks_like() -> None:
    person = Person("王强", Role.WITNESS, id_number="AB-1234", account="00998877")
    assert (
        redact("证件ab-1234，户头0099 8877", [person]).text
        == "证件（身份号码已隐去），户头（银行账号已隐去）"
    )


def test_no_half_of_a_number_stays_where_two_spans_meet() -> None:
    person = Person("王强", Role.WITNESS, address="金沙县一号1380000")
    redacted = redact("金沙县一号13800001234。", [person])
    assert redacted.text == "（住址已隐去）。"


def test_text_without_persons_is_left_as_it_was() -> None:
    text = "经查，当事人销售超过保质期的食品，货值79.92元，违反《食品安全法》第三十四条第十项。"
    redacted = redact(text, PEOPLE)
    assert (redacted.text, redacted.masks) == (text, ())


def test_a_shortened_name_after_the_word_for_an_address_is_no_address() -> None:
    people = [Person("欧阳丽", Role.PARTY), Person("欧阳丽丽", Role.PARTY)]
    redacted = redact("欧阳丽，住址欧阳丽丽，住址金沙县鼓场街道河滨路1号。", people)
    assert redacted.text == "欧阳某甲，住址欧阳某乙，住址（住址已隐去）。"
    assert check_must_hide(redacted.text, people) == []


@pytest.mark.rule("P24")
def test_what_still_shows_is_refused_without_repeating_it() -> None:
    text = f"当事人王建国，{OWNER.id_number}，手机13700001111"
    findings = check_must_hide(text, PEOPLE)
    assert [f.verdict.value for f in findings] == ["refuse"] * 3
    assert all("王建国" not in f.message and "1370" not in f.message for f in findings)
    assert findings[0].message == "第4字至第6字仍显示姓名，应当隐去"
    assert check_must_hide(redact(text, PEOPLE).text, PEOPLE) == []


def test_a_full_record_may_go_out() -> None:
    assert check_must_show(RECORD) == []


@pytest.mark.rule("P1", "P22")
@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("agency", {"name": ""}, "执法机关"),
        ("number", None, "决定书文号"),
        ("party", None, "执法对象"),
        ("basis", [], "处罚依据"),
        ("penalty", "（手机号码已隐去）", "处罚结论"),
        ("decided_on", "", "决定日期"),
        ("officers", [], "执法人员"),
        ("officers", [{"name": "李某", "certificate": "黔A001"}], "执法人员"),
        ("officers", [{"name": "李办案", "certificate": ""}], "执法人员"),
    ],
)
def test_what_must_show_is_named_when_it_does_not(field: str, value: object, label: str) -> None:
    (finding,) = check_must_show({**RECORD, field: value})
    assert label in finding.message
    assert finding.cure_act == "prepare_release"


NAMES = st.builds(
    lambda family, given: family + given,
    st.sampled_from(["王", "李", "张", "欧阳", "司马"]),
    st.text("建国小丽强伟芳", min_size=1, max_size=2),
)
PERSONS = st.lists(
    st.builds(
        Person,
        name=NAMES,
        role=st.sampled_from([Role.PARTY, Role.WITNESS, Role.INFORMER]),
        id_number=st.integers(0, 999_999).map(demonstration_resident),
    ),
    max_size=6,
)
FILLER = st.text("，。；：当事人身份证号账号电话住址0123456789 （）年月日第条", max_size=12)


@given(PERSONS, st.lists(FILLER, min_size=7, max_size=7), st.booleans())
def test_nothing_of_a_person_is_left_and_twice_is_once(
    people: list[Person], filler: list[str], show_party: bool
) -> None:
    policy = Policy(show_party=show_party)
    pieces = [f"{fill}{p.name}，{p.id_number}。" for p, fill in zip(people, filler, strict=False)]
    redacted = redact("".join([*pieces, filler[-1]]), people, policy)
    hidden = aliases(people, policy)
    assert not any(name in redacted.text for name in hidden)
    assert not any(person.id_number in redacted.text for person in people)
    assert check_must_hide(redacted.text, people, policy) == []
    assert redact(redacted.text, people, policy).text == redacted.text


@given(PERSONS, FILLER)
def test_the_log_rebuilds_the_served_text(people: list[Person], filler: str) -> None:
    text = filler.join(["", *(person.name for person in people), filler])
    redacted = redact(text, people)
    rebuilt, shift = redacted.text, 0
    for mask in redacted.masks:
        start = mask.start + shift
        assert rebuilt[start : start + len(mask.replacement)] == mask.replacement
        shift += len(mask.replacement) - (mask.end - mask.start)
    for mask in reversed(redacted.masks):
        shift -= len(mask.replacement) - (mask.end - mask.start)
        start = mask.start + shift
        rebuilt = rebuilt[:start] + mask.original + rebuilt[start + len(mask.replacement) :]
    assert rebuilt == text


def test_kinds_come_in_one_order() -> None:
    text = "手机13700001111，王小丽"
    assert redact(text, PEOPLE).kinds == [Kind.NAME.value, Kind.MOBILE.value]
