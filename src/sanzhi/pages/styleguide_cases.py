"""Sample values of the style guide: a case in progress, a published one, their clocks and events."""

from datetime import UTC, date, datetime
from itertools import pairwise

from sanzhi.law.findings import Citation, Finding, Verdict
from sanzhi.pages.clock import Clock
from sanzhi.pages.flow import Step
from sanzhi.pages.strip import Lane, Mark, Strip
from sanzhi.pages.timeline import Event

TODAY = date(2026, 3, 5)
ARTICLE_58 = (
    "有下列情形之一，在行政机关负责人作出行政处罚的决定之前，应当由从事行政处罚决定法制审核的人员进行法制审核；"
    "未经法制审核或者审核未通过的，不得作出决定：（一）涉及重大公共利益的；（二）直接关系当事人或者第三人重大权益，"
    "经过听证程序的；（三）案件情况疑难复杂、涉及多个法律关系的；（四）法律、法规规定应当进行法制审核的其他情形。"
)
SERVED = (
    "当事人：贵州示例食品有限公司",
    "法定代表人：张示例，身份证件号码：520599189901011234。",
    "2026年1月6日，本局执法人员对当事人经营场所进行现场检查，发现超过保质期的食品 12 袋。",
    "根据《中华人民共和国食品安全法》第一百二十四条第一款第（五）项，决定罚款人民币伍万贰仟壹佰贰拾元整。",
)
PUBLISHED = (
    "当事人：贵州示例食品有限公司",
    "法定代表人：张某某。",
    "2026年1月6日，本局执法人员对当事人经营场所进行现场检查，发现超过保质期的食品 12 袋。",
    "根据《中华人民共和国食品安全法》第一百二十四条第一款第（五）项，决定罚款人民币伍万贰仟壹佰贰拾元整。",
)


def open_case() -> Strip:
    """A case between the prior notice and the decision, with one gap and one clock near its end."""
    publicity = (
        Mark("done", "主体资格公示", on=date(2026, 1, 5), href="#agency"),
        Mark("done", "进度公开", on=date(2026, 1, 12), href="#progress"),
        Mark("idle", "决定公示", due=date(2026, 3, 25), article="《行政处罚法》第四十八条"),
    )
    record = (
        Mark("done", "现场检查录像", "26 分钟，两名执法人员", on=date(2026, 1, 6), href="#video"),
        Mark("done", "立案审批表", on=date(2026, 1, 9), href="#filing"),
        Mark("done", "询问笔录", on=date(2026, 1, 20), href="#talk"),
        Mark("gap", "先行登记保存清单", "", date(2026, 1, 22), None, "《行政处罚法》第五十六条", "#list"),
        Mark("done", "事先告知书送达", on=date(2026, 3, 2), href="#notice"),
        Mark("due", "陈述申辩期满", due=date(2026, 3, 9), article="《行政处罚法》第四十四条"),
    )
    review = (
        Mark("done", "提请审核", on=date(2026, 2, 5), href="#submit"),
        Mark("done", "退回补充", "第一轮", on=date(2026, 2, 9), href="#round1"),
        Mark("late", "审核意见", due=date(2026, 3, 3), article="《行政处罚法》第五十八条", href="#opinion"),
    )
    lanes = (
        Lane("publicity", "公示", "决定作出后 7 个工作日内公示", publicity),
        Lane("record", "记录", "已入卷 5 项，1 项待补", record),
        Lane("review", "审核", "重大执法决定，须经法制审核", review),
    )
    return Strip(date(2026, 1, 5), date(2026, 3, 25), TODAY, lanes)


def public_case() -> Strip:
    """The strip of a published penalty: the inner marks are locked."""
    publicity = (
        Mark("done", "立案进度公开", on=date(2025, 11, 12), href="#p1"),
        Mark("done", "决定公示", "毕市监处罚〔2026〕17号", on=date(2026, 1, 20), href="#p2"),
        Mark("idle", "公示期满", due=date(2029, 1, 19)),
    )
    record = (
        Mark("done", "现场检查录像", on=date(2025, 11, 6)).as_locked(),
        Mark("done", "询问笔录", on=date(2025, 11, 20)).as_locked(),
        Mark("done", "事先告知书送达", on=date(2025, 12, 30), href="#p3"),
        Mark("done", "决定书送达", on=date(2026, 1, 15), href="#p4"),
    )
    review = (Mark("done", "法制审核通过", "两轮，审核人：李示例", on=date(2025, 12, 24), href="#p5"),)
    lanes = (
        Lane("publicity", "公示", "公示至 2029年1月19日", publicity),
        Lane("record", "记录", "4 项，2 项不公开", record),
        Lane("review", "审核", "重大执法决定，审核通过", review),
    )
    return Strip(date(2025, 11, 6), date(2029, 1, 19), TODAY, lanes)


def clocks() -> list[Clock]:
    steps = ("立案之日：2026年1月9日", "自次日起算 90 日", "末日为 2026年4月9日，是工作日，不顺延")
    return [
        Clock("陈述申辩", date(2026, 3, 2), date(2026, 3, 9), "《行政处罚法》第四十四条"),
        Clock("办案期限", date(2026, 1, 9), date(2026, 4, 9), "《行政处罚法》第六十条", steps),
        Clock("法制审核", date(2026, 2, 5), date(2026, 3, 3), "《行政处罚法》第五十八条"),
        Clock("缴纳罚款", date(2026, 2, 20), date(2027, 1, 4), "《行政处罚法》第六十七条", provisional=True),
        Clock("立案审查", date(2026, 1, 6), date(2026, 1, 20), ended=date(2026, 1, 9)),
    ]


def events() -> list[Event]:
    checked = datetime(2026, 1, 6, 1, 30, tzinfo=UTC)
    filed = datetime(2026, 1, 9, 2, 5, tzinfo=UTC)
    typed = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
    return [
        Event("现场检查", checked, checked, "王示例、赵示例", icon="camera"),
        Event("立案", filed, filed, "局长 陈示例", "批准立案", "#e2", "file"),
        Event("送达事先告知书", date(2026, 3, 2), typed, "王示例", "直接送达，当事人签收", "#e3", "bell"),
    ]


def findings() -> list[Finding]:
    law = "行政处罚法"
    return [
        Finding(
            "O23",
            1,
            Verdict.REFUSE,
            "本案属于重大执法决定，尚未通过法制审核，不得作出处罚决定。",
            (Citation(law, "第五十八条第一款"),),
            "先提请法制审核，审核通过后再作出决定。",
            "submit_review",
        ),
        Finding("H10", 1, Verdict.WARN, "当事人要求听证的期限尚未届满。", (Citation(law, "第六十四条"),)),
    ]


def steps() -> list[Step]:
    return [
        Step("lead", "线索登记", "done", "1月5日"),
        Step("filing", "立案审批", "done", "1月9日"),
        Step("investigate", "调查取证", "done", "1月20日"),
        Step("report", "调查终结报告", "done", "2月3日"),
        Step("review", "法制审核", "now", "第二轮"),
        Step("notice", "事先告知", "now", "3月2日"),
        Step("hearing", "听证", "skipped"),
        Step("deliberate", "集体讨论", "next"),
        Step("decide", "处罚决定", "next"),
        Step("serve", "送达", "next"),
        Step("publish", "决定公示", "next"),
        Step("pay", "执行", "next"),
        Step("close", "结案归档", "next"),
    ]


def arrows() -> list[tuple[str, str]]:
    chain = ["lead", "filing", "investigate", "report", "review", "deliberate", "decide", "serve"]
    pairs = list(pairwise(chain))
    pairs += [("report", "notice"), ("notice", "deliberate")]
    pairs += [("report", "hearing"), ("hearing", "deliberate")]
    return [*pairs, ("serve", "publish"), ("serve", "pay"), ("publish", "close"), ("pay", "close")]
