"""The three lanes of a case: 公示 what the public sees, 记录 what is on record, 审核 who reviewed.

Plain JSON in the form that ``pages.strip`` reads, so that desk, interface and public record show the
same strip. Built from the facts and clocks alone: no event is read again.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Mark = dict[str, Any]
_OPEN = frozenset({"running", "lapsed"})
_SERVED = ("document.prior_notice", "document.decision")
# Stands behind every id.
_LAST = "~"


def strip_of(
    facts: Mapping[str, Any],
    clocks: Mapping[str, Mapping[str, Any]],
    *,
    opened: date,
    today: date,
    prefix: str = "",
) -> dict[str, Any]:
    """The strip of a case; ``prefix`` is the address under which its documents open."""
    lanes = [
        _lane("publicity", "公示", _publicity(facts, clocks, today)),
        _lane("record", "记录", _record(facts, clocks, today, prefix)),
        _lane("review", "审核", _review(facts, clocks, today, prefix)),
    ]
    days = [text for lane in lanes for mark in lane["marks"] for text in (mark["on"], mark["due"]) if text]
    start = min([opened.isoformat(), *days])
    end = (
        max([(today + timedelta(days=1)).isoformat(), *days])
        if not facts.get("closure")
        else max([opened.isoformat(), *days])
    )
    return {"start": start, "end": end, "today": today.isoformat(), "lanes": lanes}


def _lane(key: str, title: str, found: tuple[str, Sequence[Mark]]) -> dict[str, Any]:
    summary, marks = found
    return {"key": key, "title": title, "summary": summary, "marks": list(marks)}


def _mark(
    state: str,
    title: str,
    *,
    on: str | None = None,
    due: str | None = None,
    article: str = "",
    detail: str = "",
    href: str = "",
) -> Mark:
    return {
        "state": state,
        "title": title,
        "detail": detail,
        "on": on,
        "due": due,
        "article": article,
        "href": href,
    }


def _clock_mark(clock: Mapping[str, Any] | None, title: str, today: date) -> Mark | None:
    """A mark for a clock that still runs: amber until its due day, then a gap with its article."""
    if clock is None or clock["state"] not in _OPEN:
        return None
    late = clock["due"] < today.isoformat()
    detail = "暂定：该年度放假安排尚未公布" if clock.get("provisional") else ""
    return _mark("late" if late else "due", title, due=clock["due"], article=clock["citation"], detail=detail)


def _publicity(
    facts: Mapping[str, Any], clocks: Mapping[str, Mapping[str, Any]], today: date
) -> tuple[str, list[Mark]]:
    release = facts.get("release", {})
    filing = facts.get("filing", {})
    marks = (
        [_mark("done", "办理进度公开", on=filing["on"], article="国办发〔2018〕118号 第二部分（五）")]
        if filing
        else []
    )
    if release.get("published_on"):
        marks.append(
            _mark("done", "决定公示", on=release["published_on"], article="《行政处罚法》第四十八条第一款")
        )
    if release.get("withdrawn_on"):
        marks.append(
            _mark(
                "done",
                "撤回公示",
                on=release["withdrawn_on"],
                detail=release["reason"],
                article="《行政处罚法》第四十八条第二款",
            )
        )
        return "已撤回", marks
    if release.get("state") == "withheld":
        marks.append(_mark("done", "不予公开", on=release["on"], detail=release["reason"]))
        return "依法不公开", marks
    pending = _clock_mark(clocks.get("P1"), "决定公示", today)
    if pending:
        marks.append(pending)
        return ("公示逾期" if pending["state"] == "late" else "决定待公示"), marks
    return ("已公示" if release.get("published_on") else "公开办理进度" if filing else "尚未公开"), marks


def _record(
    facts: Mapping[str, Any], clocks: Mapping[str, Mapping[str, Any]], today: date, prefix: str
) -> tuple[str, list[Mark]]:
    marks = [("", _mark("done", "案源登记", on=facts["lead"]["received_on"]))] if "lead" in facts else []
    for name, fact in facts.items():
        if name.startswith("document."):
            # The ids of documents grow with time: within a day they tell which came first.
            marks += [(fact["id"], mark) for mark in _document(name, fact, prefix)]
    if "carried_in" in facts:
        past = facts["carried_in"]
        marks.append(
            (
                _LAST,
                _mark(
                    "done",
                    "转入在办案件",
                    on=past["on"],
                    detail=f"此前经过不在本系统，原案号 {past['number']}",
                ),
            )
        )
    evidence = sum(1 for name in facts if name.startswith("evidence."))
    if "filing" in facts and not evidence:
        gap = _mark("gap", "尚无证据材料", due=today.isoformat(), article="《行政处罚法》第四十七条")
        marks.append((_LAST, gap))
    titles = {"O1": "立案期限", "O21": "办案期限", "O24": "送达期限", "O27": "缴款期限", "O33": "结案期限"}
    pending = (_clock_mark(clocks.get(rule), title, today) for rule, title in titles.items())
    marks += [(_LAST, mark) for mark in pending if mark]
    marks.sort(key=lambda each: (each[1]["on"] or each[1]["due"], each[0]))
    papers = sum(1 for name in facts if name.startswith("document."))
    return f"证据 {evidence} 件，文书 {papers} 份", [mark for _, mark in marks]


def _document(name: str, fact: Mapping[str, Any], prefix: str) -> list[Mark]:
    title, served = fact["title"], fact.get("served_on")
    marks = [_mark("done", title, on=fact["on"], detail=fact["number"], href=_link(prefix, fact["id"]))]
    if served and name in _SERVED:
        marks.append(_mark("done", f"{title}送达", on=served, article="《行政处罚法》第六十一条第一款"))
    return marks


def _link(prefix: str, document: str) -> str:
    return f"{prefix}documents/{document}/" if prefix else ""


def _review(
    facts: Mapping[str, Any], clocks: Mapping[str, Mapping[str, Any]], today: date, prefix: str
) -> tuple[str, list[Mark]]:
    if "spot" in facts:
        return "简易程序，不经法制审核", []
    if "draft" not in facts:
        return "调查终结后判定", []
    kind = "法制审核" if facts.get("major") else "案件审核"
    article = (
        "《行政处罚法》第五十八条第一款"
        if facts.get("major")
        else "《市场监督管理行政处罚程序规定》第五十二条第一款"
    )
    marks = []
    submission, given = facts.get("submission"), facts.get("review" if facts.get("major") else "check")
    if submission:
        marks.append(_mark("done", f"提请{kind}（第{submission['round']}次）", on=submission["on"]))
    pending = _clock_mark(clocks.get("V6"), f"{kind}期限", today)
    if pending:
        marks.append(pending)
    if given and given["draft"] == facts["draft"]["digest"]:
        passed = given["outcome"] == "agree"
        opinion = facts.get("document.review_opinion", {})
        marks.append(
            _mark(
                "done" if passed else "gap",
                f"{kind}{'通过' if passed else '未通过'}",
                on=given["on"],
                detail=given["by"],
                article=article,
                href=_link(prefix, opinion["id"]) if opinion else "",
            )
        )
        return f"{kind}{'已通过' if passed else '未通过'}", marks
    if submission and submission["draft"] == facts["draft"]["digest"]:
        return f"{kind}中", marks
    if "decision" in facts:
        return f"{kind}缺失", [*marks, _mark("gap", f"未经{kind}", due=today.isoformat(), article=article)]
    return f"待提请{kind}", [*marks, _mark("due", f"待提请{kind}", due=today.isoformat(), article=article)]
