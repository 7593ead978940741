"""What each kind must say before it may be issued, with the article that wants it."""

from typing import Any

from sanzhi.documents.needs import Need, least, need, when

_CASE = (need("agency.name", "行政机关名称"), need("party.name", "当事人姓名或者名称"))
# 行政处罚法 Art 42: no fewer than two officers; Art 55: each shows a certificate.
_OFFICERS = (least("officers", "执法人员（不少于两人）", 2), need("officers.*.certificate", "执法证件编号"))
_VIOLATED = (
    need("violated", "违反的法律条款"),
    need("violated.*.law", "违反的法律名称"),
    need("violated.*.article", "违反的条款"),
)
_BASIS = (
    need("basis", "处罚依据"),
    need("basis.*.law", "处罚依据的法律名称"),
    need("basis.*.article", "处罚依据的条款"),
)
_FACTS = (
    need("facts", "违法事实"),
    need("evidence", "证据"),
    *_VIOLATED,
    *_BASIS,
    need("penalty_items", "处罚内容"),
    need("penalty_items.*.text", "处罚种类"),
)
_OPINIONS = (
    need("opinions", "审批意见"),
    need("opinions.*.name", "审批人"),
    need("opinions.*.on", "审批日期"),
)
_TIMES = (need("began_at", "开始时间"), need("ended_at", "结束时间"), need("place", "地点"))


def _fined(source: Any) -> bool:
    return bool(source.fine_fen + source.confiscated_fen)


# 市场监督管理行政处罚程序规定 Art 19.
FILING: tuple[Need, ...] = (
    *_CASE,
    *_OFFICERS,
    need("case.title", "案由"),
    need("case.origin", "案件来源"),
    need("facts", "案情摘要"),
    *_VIOLATED,
    need("proposal", "立案建议"),
    *_OPINIONS,
)

# The same rules, Art 20.
NO_FILING: tuple[Need, ...] = (
    *_CASE,
    need("case.title", "案由"),
    need("case.origin", "案件来源"),
    need("facts", "核查情况"),
    need("reason", "不予立案的理由"),
    *_OPINIONS,
)

# The same rules, Art 29.
INTERVIEW: tuple[Need, ...] = (
    need("agency.name", "行政机关名称"),
    need("case.title", "案由"),
    *_OFFICERS,
    need("interviewee.name", "被询问人姓名"),
    *_TIMES,
    need("exchanges", "询问内容"),
    need("exchanges.*.answer", "回答"),
)

# The same rules, Art 48.
REPORT: tuple[Need, ...] = (
    *_CASE,
    *_OFFICERS,
    need("case.title", "案由"),
    need("process", "调查经过"),
    *_FACTS,
    need("nature", "违法行为性质"),
    need("proposal", "处理意见"),
)

# 行政处罚法 Art 58; the seven points and four conclusions are those of the rules, Art 53 and 54.
REVIEW: tuple[Need, ...] = (
    *_CASE,
    need("case.title", "案由"),
    need("unit", "审核机构"),
    need("submitted_at", "送审时间"),
    least("points", "七项审核内容", 7),
    need("points.*.passed", "各项审核结论"),
    need("opinion", "审核意见"),
    need("conclusion", "审核结论"),
    need("reviewers", "审核人员"),
)

# 行政处罚法 Art 44: contents, facts, reasons, basis, rights. The window for the defence is the sector's.
NOTICE: tuple[Need, ...] = (
    *_CASE,
    need("case.title", "案由"),
    *_FACTS,
    need("defence_days", "陈述申辩期限"),
    need("agency.contact", "联系人"),
    need("agency.phone", "联系电话"),
    need("agency.address", "行政机关地址"),
)

# 行政处罚法 Art 45.
STATEMENT: tuple[Need, ...] = (
    *_CASE,
    *_OFFICERS,
    need("speaker.name", "陈述申辩人姓名"),
    *_TIMES,
    need("statement", "陈述申辩内容"),
)

# 行政处罚法 Art 57 ¶2.
DELIBERATION: tuple[Need, ...] = (
    *_CASE,
    need("case.title", "案由"),
    *_TIMES,
    need("host.name", "主持人"),
    least("attendees", "参加人员（不少于两人）", 2),
    need("summary", "案情和处理意见"),
    need("speeches", "参加人员的意见"),
    need("speeches.*.text", "发言内容"),
    need("conclusion", "讨论决定"),
)

# 行政处罚法 Art 59 lists the contents, Art 62 the notice that went before; Art 7 of
# 罚款决定与罚款收缴分离实施办法 adds who collects a fine, and where.
DECISION: tuple[Need, ...] = (
    *_CASE,
    need("party.address", "当事人地址"),
    need("case.title", "案由"),
    need("case.filed_on", "立案日期"),
    *_FACTS,
    need("notice.number", "事先告知书文号"),
    need("notice.on", "事先告知书送达日期"),
    when(_fined, need("agency.bank.name", "代收银行名称")),
    when(_fined, need("agency.bank.address", "代收银行地址")),
    need("agency.reconsideration", "行政复议机关"),
    need("agency.court", "提起行政诉讼的人民法院"),
)

# 行政处罚法 Art 61. Day and signature are written by hand on the paper, so they may be absent.
RECEIPT: tuple[Need, ...] = (
    need("agency.name", "行政机关名称"),
    *_OFFICERS,
    need("documents", "送达文书"),
    need("documents.*.title", "送达文书名称"),
    need("recipient", "受送达人"),
    need("address", "送达地点"),
    need("way", "送达方式"),
)

# 市场监督管理行政处罚程序规定 Art 77.
CLOSURE: tuple[Need, ...] = (
    *_CASE,
    *_OFFICERS,
    need("case.title", "案由"),
    need("execution", "执行情况"),
    need("reason", "结案理由"),
    *_OPINIONS,
)
