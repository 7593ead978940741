"""From what a form sent to the data of an act."""

from django.http import QueryDict

from sanzhi.cases.acts.conclusion import DraftData
from sanzhi.cases.acts.decision import DecisionData, DeliberationData
from sanzhi.cases.acts.defence import StatementData
from sanzhi.cases.acts.execution import PaymentData
from sanzhi.cases.acts.filing import ProposalData
from sanzhi.cases.acts.lead import LeadData
from sanzhi.desk.reading import read
from sanzhi.procedure.acts import ActData
from sanzhi.review.acts import OpinionData, SubmissionData


def sent(model: type[ActData], **fields: str | list[str]) -> dict[str, object]:
    """The data of a form; a double underscore in a name stands for the dot of a path."""
    return read(model, query(fields)).data


def query(fields: dict[str, str | list[str]]) -> QueryDict:
    post = QueryDict(mutable=True)
    for name, value in fields.items():
        post.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
    return post


def test_a_group_becomes_an_object() -> None:
    data = sent(LeadData, party__name="金沙示例食品有限公司", party__type="法人")

    assert data["party"] == {
        "type": "法人",
        "name": "金沙示例食品有限公司",
        "uscc": "",
        "legal_representative": "",
        "id_number": "",
        "address": "",
        "phone": "",
    }


def test_an_empty_date_is_left_out_and_a_typed_one_stays() -> None:
    assert "received_on" not in sent(LeadData, received_on="")
    assert sent(LeadData, received_on="2026-03-02")["received_on"] == "2026-03-02"


def test_rows_without_content_are_dropped_and_the_others_close_up() -> None:
    data = sent(
        ProposalData,
        violated__0__law="",
        violated__0__article="",
        violated__7__law="食品安全法",
        violated__7__article="第三十四条",
    )

    assert data["violated"] == [{"law": "食品安全法", "article": "第三十四条"}]


def test_rows_keep_their_order_beyond_ten() -> None:
    fields: dict[str, str | list[str]] = {f"violated.{n}.law": f"法{n}" for n in range(12)}

    data = read(ProposalData, query(fields)).data

    assert [row["law"] for row in data["violated"]] == [f"法{n}" for n in range(12)]


def test_several_officers_are_a_list() -> None:
    assert sent(ProposalData, officers=["a", "b"])["officers"] == ["a", "b"]


def test_a_local_time_is_a_time_of_china() -> None:
    assert sent(DeliberationData, began_at="2026-03-02T09:30")["began_at"] == "2026-03-02T09:30:00+08:00"


def test_a_time_that_is_none_is_told_and_kept_as_typed() -> None:
    typed = read(DeliberationData, query({"began_at": "早上"}))

    assert typed.data["began_at"] == "早上"
    assert [(p.field, p.label) for p in typed.problems] == [("began_at", "开始时间")]


def test_money_is_typed_in_yuan() -> None:
    assert sent(PaymentData, amount_fen="52,000.50")["amount_fen"] == 5_200_050


def test_an_amount_that_is_none_is_told_where_it_stands_after_empty_rows_are_gone() -> None:
    typed = read(DecisionData, query({"penalty_items.3.kind": "罚款", "penalty_items.3.fen": "五万"}))

    assert [p.field for p in typed.problems] == ["penalty_items.0.fen"]
    assert typed.data["penalty_items"][0]["fen"] == "五万"


def test_penalties_are_added_up_and_worded_so_nothing_is_typed_twice() -> None:
    data = sent(
        DraftData,
        penalty_items__0__kind="罚款",
        penalty_items__0__fen="52000",
        penalty_items__1__kind="没收违法所得",
        penalty_items__1__fen="120.50",
        penalty_items__2__kind="警告",
    )

    assert (data["fine_fen"], data["confiscated_fen"]) == (5_200_000, 12_050)
    assert data["penalty_items"] == [
        {"kind": "罚款", "text": "罚款52000元", "fen": 5_200_000},
        {"kind": "没收违法所得", "text": "没收违法所得120.50元", "fen": 12_050},
        {"kind": "警告", "text": "警告"},
    ]


def test_words_that_were_typed_for_a_penalty_stand() -> None:
    data = sent(
        DecisionData,
        penalty_items__0__kind="罚款",
        penalty_items__0__text="处以罚款",
        penalty_items__0__fen="1",
    )

    assert data["penalty_items"] == [{"kind": "罚款", "text": "处以罚款", "fen": 100}]


def test_lines_are_a_list() -> None:
    assert sent(StatementData, materials="进货单\r\n\r\n 照片 ")["materials"] == ["进货单", "照片"]


def test_a_box_is_yes_or_no_and_a_question_may_stay_open() -> None:
    assert sent(SubmissionData)["complete"] is False
    assert sent(SubmissionData, complete="on")["complete"] is True
    assert "lawful" not in sent(OpinionData)
    assert sent(OpinionData, lawful="no")["lawful"] is False
