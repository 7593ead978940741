"""``sanzhi law`` answers with the day, the row, the reason or the words, and with an exit code that tells."""

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sanzhi.cli import main
from sanzhi.law.applying import names
from sanzhi.law.rules import RuleSet
from tests.cli.instances import SANZHI


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["law", *arguments])


@pytest.fixture(autouse=True)
def no_instance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SANZHI_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("penalty.publish 2026-02-13", "2026-03-02"),
        ("decision.publish 2026-02-13", "2026-03-19"),
        ("penalty.withdraw 2026-09-24", "2026-09-30"),
        ("P1 2026-09-24", "2026-10-12"),
        ("penalty.serve 2026-09-30", "2026-10-15"),
        ("hearing.ask 2026-04-30", "2026-05-11"),
        ("p1 2025-12-31", "2026-01-12"),
        ("licence.decide 2026-04-28", "2026-05-28"),
        ("fine.pay 2026-09-18", "2026-10-08"),
        ("penalty.decide 2026-01-05", "2026-04-07"),
        ("penalty.decide 2026-07-03", "2026-10-08"),
        ("seizure 2026-09-01", "2026-10-01"),
        ("hearing.notify 2026-10-12", "2026-09-24"),
        ("hearing.notify 2026-03-04", "2026-02-24"),
        ("hearing.notify 2026-01-08", "2025-12-29"),
        ("licence.renew 2026-10-31", "2026-10-01"),
        ("hearing.ask 2026-02-15", "2026-02-28"),
        ("hearing.ask 2026-05-09", "2026-05-15"),
        ("penalty.withdraw 2026-10-07", "2026-10-10"),
        ("summary.pay.agency 2025-12-30", "2026-01-04"),
        ("summary.pay.bank 2026-01-04", "2026-01-06"),
        ("fine.pay 2026-02-13", "2026-02-28"),
        ("fine.pay 2026-03-06", "2026-03-23"),
        ("remedy.review 2025-12-20", "2026-02-24"),
        ("remedy.suit 2025-08-31", "2026-02-28"),
        ("court.apply 2026-02-28", "2026-05-28"),
        ("crime.decide 2026-09-30", "2026-10-03"),
        ("crime.send 2026-10-02T17:00", "2026-10-03T17:00"),
        ("urgent.approve 2026-09-30T16:30", "2026-10-01T16:30"),
        ("goods.keep 2026-10-04T02:00 --domain 交通运输", "2026-10-05T02:00"),
        ("request.supplement 2026-02-09", "2026-02-25"),
        ("request.answer 2026-03-06", "2026-04-03"),
        ("penalty.decide 2026-01-05 --domain 市场监管 --extended 1", "2026-05-06"),
        ("licence.decide 2026-04-13 --pause 2026-04-24:2026-05-12", "2026-05-27"),
        ("review.finish 2026-09-22 --region 150000 --pause 2026-09-24:2026-10-09", "2026-10-13"),
        ("penalty.decide 2026-06-01 --pause 2026-07-10:2026-08-12", "2026-10-08"),
        ("penalty.decide 2026-06-01 --pause 2026-07-10: --today 2026-08-12", "2026-10-08"),
        ("seizure 2026-09-01 --pause 2026-09-10:2026-09-25", "2026-10-16"),
        ("penalty.publish 2026-12-28", "2027-01-07"),
    ],
)
def test_a_period_ends_on_the_day_worked_out_by_hand(question: str, answer: str) -> None:
    said = ask("due", *question.split())

    assert said.exit_code == 0, said.output
    assert said.output.splitlines()[0] == answer


def test_the_steps_and_the_article_stand_under_the_day() -> None:
    said = ask("due", "penalty.publish", "2026-02-13").output

    assert "2026-02-13 当日不计，7个工作日，至 2026-03-02" in said
    assert "《国办发〔2018〕118号》第二部分（六）" in said


def test_a_period_that_counts_back_names_the_strict_reading_once() -> None:
    said = ask("due", "hearing.notify", "2026-10-12").output

    assert said.count("2026-09-23") == 1


def test_a_day_in_a_year_without_a_calendar_is_called_provisional() -> None:
    assert "暂定" in ask("due", "penalty.publish", "2026-12-28").output
    assert "暂定" not in ask("due", "penalty.publish", "2026-12-18").output


def test_a_calendar_imported_into_this_instance_counts(no_instance: Path) -> None:
    notice = {"year": 2027, "papers": [], "days": [{"date": "2027-01-04", "isOffDay": True}]}
    with sqlite3.connect(no_instance / "sanzhi.db") as database:
        database.execute("CREATE TABLE registry_calendarnotice (year INTEGER, notice TEXT)")
        database.execute("INSERT INTO registry_calendarnotice VALUES (2027, ?)", [json.dumps(notice)])

    said = ask("due", "penalty.publish", "2026-12-28").output

    assert said.splitlines()[0] == "2027-01-08"
    assert "暂定" not in said


def test_an_instance_that_cannot_be_read_is_not_passed_over(no_instance: Path) -> None:
    (no_instance / "sanzhi.db").write_bytes(b"no database" * 200)

    said = ask("due", "penalty.publish", "2026-12-28")

    assert said.exit_code == 1
    assert "不能读取" in said.output


def test_a_database_that_was_never_set_up_imported_nothing(no_instance: Path) -> None:
    with sqlite3.connect(no_instance / "sanzhi.db") as database:
        database.execute("CREATE TABLE other (id INTEGER)")

    assert ask("due", "penalty.publish", "2026-12-28").output.startswith("2027-01-07")


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("nonsense 2026-01-01", "没有名为“nonsense”的规则"),
        ("penalty.publish 2018-12-04", "规则库中没有 2018-12-04 有效的 P1 号规则"),
        ("larger.person 2026-01-01 --domain 市场监管", "不是以日、月计算的期限"),
        ("urgent.approve 2026-09-30", "起点应写明时刻"),
        ("penalty.decide 2026-01-05 --extended 1", "不能延长 1 次"),
        ("penalty.decide 2026-06-01 --pause 2026-07-10:", "尚未结束的中止"),
        ("penalty.decide 2026-06-01 --pause 2026-08-12:2026-07-10", "早于"),
        ("penalty.decide 9999-12-01", "超出"),
        ("urgent.approve 9999-12-31T23:00", "超出"),
    ],
)
def test_what_cannot_be_computed_is_told_with_the_reason(question: str, reason: str) -> None:
    said = ask("due", *question.split())

    assert said.exit_code == 1
    assert reason in said.output


@pytest.mark.parametrize("question", ["P1 13.2.2026", "P1 2026-02-30", "O21 2026-06-01 --pause x:y"])
def test_a_day_that_is_none_is_told_with_the_right_spelling(question: str) -> None:
    said = ask("due", *question.split())

    assert said.exit_code == 2
    assert "2026-" in said.output


def test_every_readable_name_leads_to_a_row() -> None:
    assert set(names().values()) <= {row.id for row in RuleSet.national().rows}
    assert len(set(names().values())) == len(names())


def test_the_rules_of_a_sector_say_which_row_wins_over_which_and_why() -> None:
    said = ask("rules", "--domain", "市场监管", "--on", "2026-03-01").output

    assert "O21（penalty.decide） 作出处理决定期限：90日（自然日）" in said
    assert (
        "《市场监督管理行政处罚程序规定》第六十四条第一款，市场监管领域，2022-09-29 起施行，已确认有效"
        in said
    )
    assert (
        "优先于 《行政处罚法》第六十条 90日（自然日）（一般规定）：市场监管领域的规定优先于一般规定" in said
    )
    assert "农业农村" not in said


def test_a_row_not_confirmed_gives_way_and_says_so() -> None:
    said = ask("rules", "--domain", "自然资源", "--on", "2026-03-01").output

    assert (
        "优先于 《自然资源行政处罚办法》第三十二条 60日（自然日）（自然资源领域）：后者文本未确认有效" in said
    )


def test_no_rule_applies_before_it_is_in_force() -> None:
    assert "P1（" not in ask("rules", "--on", "2018-12-04").output
    assert "P1（" in ask("rules", "--on", "2018-12-05").output


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("uscc", "91350100M000100Y43", "福建省福州市"),
        ("org", "M000100Y-4", "校验码正确"),
        ("resident", "11010519491231002X", "北京市朝阳区"),
        ("region", "520581", "此前为520522 黔西县"),
        ("region", "520522", "现为520581 黔西市"),
        ("number", "盘环罚决(2021)138号", "盘环罚决〔2021〕138号"),
        ("amount", "伍万贰仟壹佰贰拾元整", "52,120.00 元"),
        ("amount", "¥79.92元", "柒拾玖元玖角贰分"),
    ],
)
def test_a_right_number_is_right_and_says_what_it_says(kind: str, value: str, said: str) -> None:
    answer = ask("id", kind, value)

    assert answer.exit_code == 0, answer.output
    assert answer.output.startswith("正确\n")
    assert said in answer.output


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("uscc", "91350100M000100Y44", "校验码不符"),
        ("uscc", "91350100M000100Y4", "应为18位，现为17位"),
        ("org", "M000100Y-5", "校验码不符"),
        ("resident", "110105194912310021", "校验码不符"),
        ("region", "520599", "没有 520599"),
        ("number", "盘环罚决138号", "年份"),
        ("number", "盘环罚决（2021]138号", "括号不成对"),
        ("amount", "伍万贰仟壹百元", "不是规范的中文大写金额"),
        ("amount", "12.345", "最多两位小数"),
    ],
)
def test_a_wrong_number_exits_with_one_and_the_reason(kind: str, value: str, reason: str) -> None:
    answer = ask("id", kind, value)

    assert answer.exit_code == 1
    assert reason in answer.output


def test_a_region_code_is_judged_by_the_day() -> None:
    assert ask("id", "region", "520522", "--on", "2021-06-01").exit_code == 0
    assert ask("id", "region", "520522", "--on", "2022-01-01").exit_code == 1


def test_a_citation_gives_its_words() -> None:
    said = ask("cite", "《行政处罚法》第五十八条第一款第（二）项")

    assert said.exit_code == 0
    assert "（二）直接关系当事人或者第三人重大权益，经过听证程序的；" in said.output
    assert "2021-07-15 起施行" in said.output


@pytest.mark.parametrize("text", ["行政处罚法第58条", "《中华人民共和国行政处罚法》第五十八条"])
def test_a_citation_is_read_in_other_spellings_too(text: str) -> None:
    said = ask("cite", text)

    assert said.exit_code == 0
    assert said.output.startswith("《行政处罚法》第五十八条（2021-01-22 版")


def test_several_laws_of_one_sentence_are_all_given() -> None:
    said = ask("cite", "依据《行政处罚法》第五十八条第一款、第二款和《行政强制法》第十九条")

    assert [line for line in said.output.splitlines() if line.startswith("《")] == [
        "《行政处罚法》第五十八条第一款（2021-01-22 版，2021-07-15 起施行）",
        "《行政处罚法》第五十八条第二款（2021-01-22 版，2021-07-15 起施行）",
        "《行政强制法》第十九条（2011-06-30 版，2012-01-01 起施行）",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("《证券法》第一百九十三条", "法规库中没有《证券法》"),
        ("《行政处罚法》第八十七条", "《行政处罚法》没有第八十七条"),
        ("《行政处罚法》第五十八条和《证券法》第一条", "法规库中没有《证券法》"),
        ("明天下雨", "没有读出条文"),
    ],
)
def test_what_the_library_lacks_is_named_and_exits_with_one(text: str, reason: str) -> None:
    said = ask("cite", text)

    assert said.exit_code == 1
    assert reason in said.output


def test_another_version_is_marked_and_exits_with_two() -> None:
    before, after = (ask("cite", "《行政处罚法》第五条", "--on", day) for day in ("2021-07-14", "2021-07-15"))

    assert before.exit_code == 2
    assert "以下是另一版本" in before.output
    assert after.exit_code == 0
    assert "另一版本" not in after.output


def test_a_place_that_another_version_lacks_gives_its_article_marked() -> None:
    said = ask("cite", "《药品管理法》第四十九条第三款第六项", "--on", "2018-10-16")

    assert said.exit_code == 2
    assert "该版没有第四十九条第三款第六项，列出整条供对照" in said.output


def test_the_command_starts_without_django() -> None:
    script = "import sys; sys.argv[1:] = ['law', 'due', 'P1', '2026-02-13']; from sanzhi.cli import main\n"
    script += "try:\n    main()\nfinally:\n    print('django.db' in sys.modules)"
    said = subprocess.run(
        [str(Path(SANZHI).with_name("python")), "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout.splitlines()[0] == "2026-03-02"
    assert said.stdout.splitlines()[-1] == "False"
