"""What happened beside the main road of a case, in words: hearing, measures, tests, pauses, service."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from sanzhi.desk.case_facts import Pairs
from sanzhi.documents.papers import waiting
from sanzhi.jobs.clock import CHINA
from sanzhi.pages.days import long_day

Facts = Mapping[str, Any]
_CRIME: Final = {
    "suspected": "涉嫌犯罪，正在核实",
    "cleared": "经核实不涉嫌犯罪",
    "sent": "已移送司法机关",
    "returned": "司法机关移回处理",
    "convicted": "人民法院已经判决",
}


def course(facts: Facts) -> Pairs:
    """One line for each thing that took place; empty for a case on the plain road."""
    return [(label, text) for label, tell in _LINES for text in (tell(facts),) if text]


def _hearing(facts: Facts) -> str:
    fact = facts.get("hearing") or {}
    parts = [f"{_day(fact.get('requested_on'))}申请"] if fact else []
    if fact.get("host"):
        parts.append(f"主持人{fact['host']['name']}，记录人{fact['recorder']['name']}")
    if fact.get("at") and not fact.get("held_on"):
        at = datetime.fromisoformat(fact["at"]).astimezone(CHINA)
        parts.append(f"定于{long_day(at.date())}{at:%H:%M}在{fact['place']}举行")
    parts += [f"{_day(fact['notified_on'])}送达通知"] if fact.get("notified_on") else []
    parts += [f"{_day(fact['announced_on'])}公告"] if fact.get("announced_on") else []
    parts += [f"{_day(fact['held_on'])}举行"] if fact.get("held_on") else []
    parts += [f"{_day(fact['reported_on'])}提交听证报告"] if fact.get("reported_on") else []
    parts += [f"{_day(fact['ended_on'])}终止：{fact['ended_because']}"] if fact.get("ended_on") else []
    return "；".join(parts)


def _preservation(facts: Facts) -> str:
    fact = facts.get("preservation") or {}
    if fact.get("handled_on"):
        return f"{_day(fact['handled_on'])}{fact['handling']}"
    if fact.get("lapsed_on"):
        return f"{_day(fact['lapsed_on'])}逾期未处理，自动解除"
    if fact.get("registered_on"):
        return f"{_day(fact['registered_on'])}登记保存，应当在{_day(fact['due'])}前处理"
    return f"{_day(fact['asked_on'])}申请，{'已批准' if fact.get('agreed') else '待审批'}" if fact else ""


def _tests(facts: Facts) -> str:
    return "；".join(_test(each) for each in facts.get("tests", ()))


def _test(each: Facts) -> str:
    told = "，已告知当事人" if each.get("told_on") else "，尚未告知当事人"
    end = f"{_day(each['received_on'])}收到结果{told}" if each.get("received_on") else "结果未出"
    return f"{_day(each['sent_on'])}委托{each['body']}{each['kind']}，{end}"


def _correction(facts: Facts) -> str:
    fact = facts.get("correction_order") or {}
    if not fact:
        return ""
    until = f"，限{_day(fact['until'])}前" if fact.get("until") else ""
    done = f"，{_day(fact['corrected_on'])}复查已改正" if fact.get("corrected_on") else "，尚未复查改正"
    return f"{_day(fact['on'])}责令改正{until}{done}"


def _suspension(facts: Facts) -> str:
    fact = facts.get("suspension") or {}
    if not fact:
        return ""
    end = f"{_day(fact['resumed_on'])}恢复" if fact.get("resumed_on") else "尚未恢复"
    return f"{_day(fact['on'])}中止（{fact['ground']}），{end}"


def _extensions(facts: Facts) -> str:
    told = (
        f"{each['term']}延长{each['value']}日，至{_day(each['after'])}"
        for each in facts.get("extensions", ())
    )
    return "；".join(told)


def _ending(facts: Facts) -> str:
    fact = facts.get("ending") or {}
    return f"{_day(fact['on'])}，{fact['ground']}" if fact else ""


def _defence(facts: Facts) -> str:
    review = (facts.get("statement") or {}).get("review")
    return f"{_day(review['on'])}复核，{review['adopted']}：{review['opinion']}" if review else ""


def _dissent(facts: Facts) -> str:
    speeches = (facts.get("deliberation") or {}).get("speeches", ())
    apart = [each for each in speeches if each.get("stance", "同意") != "同意"]
    return "；".join(f"{each['name']}（{each['stance']}）：{each['text']}" for each in apart)


def _service(facts: Facts) -> str:
    return "；".join(_unserved(facts))


def _unserved(facts: Facts) -> Iterator[str]:
    for each in facts.get("attempts", ()):
        yield f"{_day(each['on'])}{each['way']}未成：{each['outcome']}"
    notice = facts.get("announcement") or {}
    if notice:
        end = f"{_day(notice['deemed_on'])}视为送达" if notice.get("deemed_on") else "公告期间"
        yield f"{_day(notice['posted_on'])}公告送达《{notice['title']}》，{end}"
    for fact in waiting(facts).values():
        yield f"《{fact['title']}》{fact['number']}待送达"


def _jurisdiction(facts: Facts) -> str:
    fact = facts.get("jurisdiction") or {}
    if not fact:
        return ""
    end = f"{_day(fact['settled_on'])}{fact['settled_by']}" if fact.get("settled_on") else "尚未解决"
    return f"{_day(fact['arose_on'])}与{fact['other']}发生争议，{end}"


def _crime(facts: Facts) -> str:
    return _CRIME.get((facts.get("crime") or {}).get("state", ""), "")


def _leads(facts: Facts) -> str:
    merged, passed = facts.get("merged") or {}, facts.get("passed") or {}
    parts = [f"{_day(merged['on'])}并入{merged['into']}"] if merged else []
    parts += [f"{_day(passed['on'])}移送{passed['to']}"] if passed else []
    parts += [f"{_day(each['on'])}并入线索{each['number']}" for each in facts.get("further_leads", ())]
    told = facts.get("informer_told") or {}
    parts += [f"{_day(told['on'])}以{told['way']}告知举报人"] if told else []
    return "；".join(parts)


def _day(text: str | None) -> str:
    return long_day(date.fromisoformat(text[:10])) if text else ""


_LINES: Final[tuple[tuple[str, Callable[[Facts], str]], ...]] = (
    ("线索的去向", _leads),
    ("管辖争议", _jurisdiction),
    ("先行登记保存", _preservation),
    ("检测、检验、检疫、鉴定", _tests),
    ("责令改正", _correction),
    ("中止调查", _suspension),
    ("延长期限", _extensions),
    ("终止调查", _ending),
    ("行刑衔接", _crime),
    ("陈述申辩的复核", _defence),
    ("听证", _hearing),
    ("集体讨论的不同意见", _dissent),
    ("送达情况", _service),
)
