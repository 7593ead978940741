"""One complete source for each kind: a made-up food case in Bijie. Nobody in it exists."""

import copy
from typing import Any

AGENCY = {
    "name": "黔西市市场监督管理局",
    "address": "贵州省毕节市黔西市文化路18号",
    "postcode": "551500",
    "phone": "0857-4220000",
    "contact": "周海涛",
    "reconsideration": "黔西市人民政府",
    "court": "黔西市人民法院",
    "bank": {
        "name": "贵州黔西农村商业银行营业部",
        "address": "黔西市莲城大道66号",
        "account_name": "黔西市财政局非税收入专户",
        "account": "2410010001201100000000",
    },
}
PARTY = {
    "type": "sole",
    "name": "黔西市文峰街道好又多示例食品店",
    "uscc": "92520599MA6EXAMP0X",
    "legal_representative": "陈示例",
    "id_number": "520599189901010010",
    "address": "贵州省毕节市黔西市文峰街道示例路7号门面",
    "phone": "13800000000",
}
CASE = {
    "number": "黔西市监案〔2026〕31号",
    "title": "经营超过保质期的食品",
    "origin": "现场检查",
    "found_on": "2026-02-26",
    "filed_on": "2026-03-02",
}
OFFICERS = [
    {"name": "周海涛", "certificate": "24050000001"},
    {"name": "杨雪梅", "certificate": "24050000002"},
]
VIOLATED = [
    {
        "law": "中华人民共和国食品安全法",
        "article": "第三十四条第十项",
        "text": "禁止生产经营下列食品、食品添加剂、食品相关产品：（十）标注虚假生产日期、"
        "保质期或者超过保质期的食品、食品添加剂；",
    }
]
BASIS = [
    {
        "law": "中华人民共和国食品安全法",
        "article": "第一百二十四条第一款第五项",
        "text": "",
    },
    {
        "law": "中华人民共和国行政处罚法",
        "article": "第三十二条第一项",
        "text": "当事人有下列情形之一，应当从轻或者减轻行政处罚：（一）主动消除或者减轻违法行为危害后果的；",
    },
]
FACTS = (
    "2026年2月26日，本机关执法人员在检查当事人经营场所时，发现货架上待售的“山里香”牌火锅底料（规格150克/袋，"
    "生产日期2025年2月10日，保质期12个月）已超过保质期，共12袋，标价9.99元/袋。\n"
    "经查，当事人于2025年3月购进该批食品40袋，购进价6元/袋，超过保质期后售出8袋，货值金额199.80元，"
    "违法所得79.92元。当事人购进时查验了供货者的许可证和产品合格证明文件，案发后主动召回已售出的食品。"
)
EVIDENCE = [
    {"name": "现场检查笔录1份、现场照片6张", "proves": "超过保质期的食品的数量、标价和陈列情况"},
    {"name": "营业执照、食品经营许可证复印件各1份", "proves": "当事人的主体资格"},
    {"name": "对陈示例的询问笔录1份", "proves": "购进、销售该批食品的经过"},
    {"name": "进货票据、销售记录复印件各1份", "proves": "货值金额和违法所得"},
]
ITEMS = [
    {"text": "没收超过保质期的“山里香”牌火锅底料12袋"},
    {"text": "没收违法所得", "fen": 7992},
    {"text": "罚款", "fen": 5212000},
]
DISCRETION = (
    "当事人涉案食品货值金额较小，案发后主动召回并如实陈述，减轻了危害后果，符合《贵州省市场监督管理行政处罚"
    "裁量权基准》规定的从轻情形，本机关决定从轻处罚。"
)
COMMON = {"agency": AGENCY, "party": PARTY, "case": CASE, "officers": OFFICERS}
PENALISED = {
    **COMMON,
    "facts": FACTS,
    "evidence": EVIDENCE,
    "violated": VIOLATED,
    "basis": BASIS,
    "discretion": DISCRETION,
    "penalty_items": ITEMS,
    "fine_fen": 5212000,
    "confiscated_fen": 7992,
}
OPINIONS = [
    {
        "role": "办案机构意见",
        "text": "同意立案，由周海涛、杨雪梅承办。",
        "name": "赵国栋",
        "on": "2026-03-02",
    },
    {"role": "机关负责人意见", "text": "同意。", "name": "刘志远", "on": "2026-03-02"},
]
TIMES = {"began_at": "2026-03-04T01:30:00Z", "ended_at": "2026-03-04T02:45:00Z"}
WHO = {
    "name": "陈示例",
    "gender": "男",
    "age": 46,
    "id_number": "520599189901010010",
    "work": "黔西市文峰街道好又多示例食品店",
    "post": "经营者",
    "address": "贵州省毕节市黔西市文峰街道示例路7号",
    "phone": "13800000000",
    "relation": "当事人",
}
POINTS = (
    "是否具有管辖权",
    "当事人的基本情况是否清楚",
    "案件事实是否清楚、证据是否充分",
    "定性是否准确",
    "适用依据是否正确",
    "程序是否合法",
    "处理是否适当",
)
EXCHANGES = [
    {"question": "", "answer": "听清楚了，不申请回避。"},
    {
        "question": "请介绍你店的基本情况。",
        "answer": "我店2021年开业，主要销售预包装食品，我是经营者，平时由我本人进货和上架。",
    },
    {
        "question": "2026年2月26日检查时发现的12袋“山里香”牌火锅底料是谁购进的？",
        "answer": "是我购进的。2025年3月从毕节一家批发部进了40袋，每袋6元，有进货单，"
        "当时看过对方的许可证和合格证明。",
    },
    {
        "question": "超过保质期以后是否销售过？销售价格是多少？",
        "answer": "卖了8袋，每袋9.99元，收款记录都在手机上。我没有及时清理货架，是我的疏忽。",
    },
    {
        "question": "检查之后你采取了什么措施？",
        "answer": "当天就全部下架，给买过的老顾客打了电话，收回来3袋，都退了钱。",
    },
    {"question": "你还有什么需要说明的？", "answer": "我愿意改正，希望从轻处理。"},
]

SAMPLES: dict[str, dict[str, Any]] = {
    "filing_approval": {
        **COMMON,
        "facts": FACTS,
        "violated": VIOLATED,
        "proposal": "当事人的行为涉嫌违反《中华人民共和国食品安全法》第三十四条第十项的规定，"
        "应当给予行政处罚，属于本机关管辖，在给予行政处罚的法定期限内，建议立案调查。",
        "opinions": OPINIONS,
    },
    "no_filing_approval": {
        **COMMON,
        "facts": "经核查，当事人货架上的1袋火锅底料在检查当日零时超过保质期，检查前已由当事人自行挑出，"
        "未售出。",
        "violated": VIOLATED,
        "reason": "违法行为轻微并及时改正，没有造成危害后果，"
        "符合《市场监督管理行政处罚程序规定》第二十条第一项的规定。",
        "opinions": [
            {**OPINIONS[0], "text": "同意不予立案，对当事人进行教育。"},
            OPINIONS[1],
        ],
    },
    "interview_record": {
        **COMMON,
        **TIMES,
        "interviewee": WHO,
        "place": "黔西市市场监督管理局文峰分局询问室",
        "recorder": "杨雪梅",
        "exchanges": EXCHANGES,
    },
    "investigation_report": {
        **PENALISED,
        "process": "2026年2月26日，执法人员在日常检查中发现线索；3月2日经批准立案；3月4日询问了经营者陈示例，"
        "调取了进货"
        "票据和销售记录。",
        "measures": "",
        "nature": "当事人的行为构成经营超过保质期的食品的违法行为。",
        "proposal": "当事人违法事实清楚，证据确实充分。",
    },
    "review_opinion": {
        **COMMON,
        "round": 2,
        "unit": "政策法规股",
        "handler_unit": "文峰分局",
        "submitted_at": "2026-03-16T01:10:00Z",
        "points": [
            {"name": name, "passed": index != 6, "note": "" if index != 6 else "货值金额应写明计算依据"}
            for index, name in enumerate(POINTS)
        ],
        "opinion": "上一轮所提意见已采纳：补充了召回记录。货值金额的计算依据仍应写入决定书。",
        "conclusion": "agree",
        "reviewers": [{"name": "吴晓岚", "certificate": "A20265200000001"}],
    },
    "prior_notice": {
        **PENALISED,
        "nature": "构成经营超过保质期的食品的违法行为。",
        "defence_days": 5,
        "hearing": True,
    },
    "statement_record": {
        **COMMON,
        **TIMES,
        "notice": {"number": "黔西市监罚告〔2026〕12号", "on": "2026-03-20"},
        "speaker": WHO,
        "place": "黔西市市场监督管理局文峰分局",
        "recorder": "杨雪梅",
        "statement": "我对告知书认定的事实没有意见。\n店里去年因为修路一直亏损，一次拿不出这么多钱，"
        "请求从轻处罚，并允许分期缴纳。",
        "materials": ["2025年度经营账目复印件1份", "文峰街道办事处出具的证明1份"],
    },
    "deliberation_record": {
        **COMMON,
        **TIMES,
        "place": "局三楼会议室",
        "host": {"name": "刘志远", "post": "局长"},
        "attendees": [
            {"name": "刘志远", "post": "局长"},
            {"name": "何敏", "post": "副局长"},
            {"name": "罗永强", "post": "副局长"},
        ],
        "reporter": "周海涛",
        "recorder": "马丽",
        "summary": FACTS,
        "speeches": [
            {"name": "何敏", "text": "事实清楚，当事人主动召回，同意从轻。"},
            {"name": "罗永强", "text": "同意。建议决定书写明召回的数量。"},
            {"name": "刘志远", "text": "同意以上意见。"},
        ],
        "conclusion": "一致同意没收违法所得79.92元，罚款52,120.00元。",
    },
    "decision": {
        **PENALISED,
        "process": "2026年2月26日，本机关执法人员在日常检查中发现当事人涉嫌经营超过保质期的食品，"
        "于2026年3月2日立案调查。",
        "notice": {"number": "黔西市监罚告〔2026〕12号", "on": "2026-03-20"},
        "defence": "当事人于2026年3月23日提出申辩，请求从轻处罚。经复核，当事人主动召回已售出的食品的"
        "事实成立，本机关予以采纳。",
        "correction": "立即改正违法行为",
        "publish": True,
    },
    "service_receipt": {
        **COMMON,
        "documents": [
            {"title": "行政处罚决定书", "number": "黔西市监罚〔2026〕12号"},
            {"title": "信用修复告知书", "number": ""},
        ],
        "recipient": "黔西市文峰街道好又多示例食品店",
        "address": "贵州省毕节市黔西市文峰街道示例路7号门面",
        "way": "直接送达",
    },
    "closure_approval": {
        **COMMON,
        "decision": {"number": "黔西市监罚〔2026〕12号", "on": "2026-04-02"},
        "penalty": "没收超过保质期的火锅底料12袋；没收违法所得79.92元；罚款52,120.00元。",
        "execution": "当事人于2026年4月15日缴清罚没款。",
        "paid_fen": 5219992,
        "goods": "没收的12袋火锅底料已于2026年4月20日监督销毁。",
        "reason": "行政处罚决定执行完毕。",
        "opinions": [{**OPINIONS[0], "text": "同意结案。"}, OPINIONS[1]],
    },
}


def sample(kind: str, **changes: Any) -> dict[str, Any]:
    """Return a fresh complete source of the kind, with top-level changes."""
    return {**copy.deepcopy(SAMPLES[kind]), **changes}
