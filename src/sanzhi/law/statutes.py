"""The statutes that rules cite, with the days from which the text at hand is the law.

For an act on a day that no text at hand covers, a guard answers `unknown`, never "allowed".
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from sanzhi.law.findings import Citation

APL = "行政处罚法"
OGI = "政府信息公开条例"
MINORS = "未成年人保护法"
SAMRP = "市场监督管理行政处罚程序规定"
SAMR45 = "市场监督管理行政处罚信息公示规定"
OPINION_118 = "国办发〔2018〕118号"
GUIZHOU = "贵州省行政执法监督办法"
ACL = "行政强制法"
ARL = "行政复议法"
ALIT = "行政诉讼法"
AGP = "农业行政处罚程序规定"
HOUSING_RULES = "住房和城乡建设行政处罚程序规定"
NHSA = "医疗保障行政处罚程序暂行规定"
TRP = "交通运输行政执法程序规定"
TRANSFER = "行政执法机关移送涉嫌犯罪案件的规定"
FINE_COLLECTION = "罚款决定与罚款收缴分离实施办法"
DISCRETION_27 = "国办发〔2022〕27号"
RANDOM_58 = "国办发〔2015〕58号"
CREDIT_22 = "国办发〔2025〕22号"
ONLINE = "国务院关于在线政务服务的若干规定"
ALL = "行政许可法"
PIPL = "个人信息保护法"
CYBERSECURITY = "网络安全法"
ARCHIVES = "档案法"
ZHEJIANG = "浙江省行政程序办法"
INNER_MONGOLIA = "内蒙古自治区行政执法公示执法全过程记录重大执法决定法制审核办法"
SICHUAN = "四川省行政执法监督条例"
GUANGDONG_FILES = "广东省行政执法案卷评查办法"

MARKET = "市场监管"
FARMING = "农业农村"
HOUSING = "住房城乡建设"
MEDICAL = "医疗保障"
TRANSPORT = "交通运输"


@dataclass(frozen=True)
class Statute:
    """One text at hand. `in_force_from` and `in_force_to` (last day) are read from the text; None means
    unknown.
    """

    name: str
    full_name: str
    in_force_from: date | None
    in_force_to: date | None
    note: str = ""

    def covers(self, day: date) -> bool:
        """Whether the text at hand is known to be the law on `day`."""
        if self.in_force_from is None or day < self.in_force_from:
            return False
        return self.in_force_to is None or day <= self.in_force_to


@cache
def statutes() -> dict[str, Statute]:
    """Every statute by its short name."""
    text = (resources.files("sanzhi.law") / "data" / "statutes.json").read_text(encoding="utf-8")
    return {
        row["name"]: Statute(
            row["name"], row["full_name"], _day(row["from"]), _day(row["to"]), row.get("note", "")
        )
        for row in json.loads(text)
    }


def covered(law: str, day: date) -> bool:
    """Whether `law`, by its short name, is at hand and known to be in force on `day`."""
    statute = statutes().get(law)
    return statute is not None and statute.covers(day)


def apl(article: str) -> Citation:
    """An article of 行政处罚法."""
    return Citation(APL, article)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
