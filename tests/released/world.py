"""A feed in a folder, as disclosure writes it, with the same few agencies and parties everywhere."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sanzhi.disclosure import records
from sanzhi.disclosure.feed import Feed
from sanzhi.ledger.head import Head
from sanzhi.ledger.log import Log
from sanzhi.ledger.note import Signer
from sanzhi.released.contents import KINDS, AgencyRecord, AgencyRef, PenaltyRecord, ProgressRecord, Shown

ORIGIN = "example.gov.test/public"
JINSHA = "11520523MB0000001X"
QIANXI = "11520581MB0000002Y"
JINSHA_NAME, QIANXI_NAME = "金沙县市场监督管理局（示例）", "黔西市生态环境局（示例）"
OPEN_GOVERNMENT = (("行政处罚法", "第四十八条第一款"),)
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)

ARTICLE = (
    "食品安全法",
    "第一百二十四条第一款",
    "违反本法规定，有下列情形之一，尚不构成犯罪的，由县级以上人民政府食品安全监督管理部门没收违法所得和违法生产"
    "经营的食品、食品添加剂；货值金额不足一万元的，并处五万元以上十万元以下罚款。",
)
REMEDIES = (
    "如不服本决定，可以自收到决定书之日起六十日内向金沙县人民政府申请行政复议，"
    "或者六个月内依法向金沙县人民法院提起行政诉讼。"
)


def ref(uscc: str = JINSHA) -> AgencyRef:
    """One of the two agencies."""
    if uscc == JINSHA:
        return records.agency_ref(JINSHA_NAME, JINSHA, records.place("520523", "金沙县"))
    return records.agency_ref(QIANXI_NAME, QIANXI, records.place("520581", "黔西市"))


def strip() -> dict[str, Any]:
    """A strip as the inner side hands it over, with details and addresses in the inner lanes."""
    return {
        "start": "2026-01-05",
        "end": "2026-03-20",
        "today": "2026-03-02",
        "lanes": [
            {
                "key": "publicity",
                "title": "公示",
                "summary": "决定已公示",
                "marks": [
                    _mark("done", "进度公示", on="2026-01-06"),
                    _mark(
                        "done", "决定公示", on="2026-03-02", due="2026-03-06", article="行政处罚法第四十八条"
                    ),
                ],
            },
            {
                "key": "record",
                "title": "记录",
                "summary": "笔录齐全",
                "marks": [_mark("done", "询问笔录", detail="内部细节甲", on="2026-01-15", href="/desk/1")],
            },
            {
                "key": "review",
                "title": "审核",
                "summary": "通过",
                "marks": [_mark("done", "法制审核", detail="内部细节乙", on="2026-02-20", href="/desk/2")],
            },
        ],
    }


def _mark(state: str, title: str, **more: str | None) -> dict[str, Any]:
    return {
        "state": state,
        "title": title,
        "detail": "",
        "on": None,
        "due": None,
        "article": "",
        "href": "",
    } | more


def penalty(number: str = "金沙市监罚〔2026〕12号", uscc: str = JINSHA, **changes: Any) -> PenaltyRecord:
    """A published decision; ``changes`` replace arguments of ``records.penalty``."""
    given: dict[str, Any] = {
        "number": number,
        "agency": ref(uscc),
        "party": ("个体工商户", "金沙县鼓场街道某某副食店"),
        "violation": "经营超过保质期的食品",
        "facts": "2026年1月5日，执法人员在当事人货架上查见超过保质期的饼干 14 袋，货值金额 84.00 元。",
        "basis": [ARTICLE],
        "penalty": "没收超过保质期的饼干 14 袋；罚款 5000 元。",
        "fine_fen": 500_000,
        "confiscated_fen": 0,
        "decided_on": date(2026, 2, 26),
        "served_on": date(2026, 2, 27),
        "officers": [("周某甲", "24050523001"), ("吴某乙", "24050523002")],
        "remedies": REMEDIES,
        "strip": strip(),
        "demo": True,
        "text": [
            "当事人：金沙县鼓场街道某某副食店。",
            "经查，当事人经营超过保质期的食品，事实清楚，证据确凿。",
        ],
        "masks": ["住址", "联系电话"],
    }
    return records.penalty(**(given | changes))


def progress(number: str = "金沙市监案〔2026〕31号", uscc: str = JINSHA) -> ProgressRecord:
    """Where an open case stands."""
    steps = [
        ("立案", date(2026, 2, 9), "done"),
        ("调查取证", date(2026, 2, 10), "now"),
        ("法制审核", None, "next"),
        ("决定", None, "next"),
    ]
    return records.progress(
        number=number, agency=ref(uscc), kind="行政处罚", steps=steps, strip=strip(), demo=True
    )


def agency(uscc: str = JINSHA) -> AgencyRecord:
    """The facts of one of the two agencies."""
    who = ref(uscc)
    return records.agency(
        name=who.name,
        uscc=who.uscc,
        region=who.region,
        government=f"{who.region.name}人民政府",
        superior="毕节市市场监督管理局（示例）",
        address=f"{who.region.name}示例路 1 号",
        phone="0857-0000000",
        duty="负责本行政区域内的监督管理和行政执法。",
        basis="《行政处罚法》第十七条",
        demo=True,
    )


class World:
    """A public log and its feed below one folder; each release is a second later than the one before."""

    def __init__(self, folder: Path, signer: Signer | None = None) -> None:
        self.signer = signer or Signer(ORIGIN, Ed25519PrivateKey.generate())
        self.folder = folder / "public"
        self.head = Head(folder / "head.db")
        self.log = Log(self.folder, ORIGIN, self.signer, self.head, keep_entries=True)
        self.feed = Feed(self.log, self.folder)
        self._turn = 0

    def release(self, name: int, record: Shown, version: int = 1, **more: Any) -> str:
        """Release a record under the UUID made of ``name``; gives the UUID as text."""
        kind, stage = _nature(record)
        who = record.uscc if isinstance(record, AgencyRecord) else record.agency.uscc
        given = {"at": self.moment(), "due": date(2026, 3, 6), "until": None} | more
        key = uuid(name)
        self.feed.release(key, version, kind, stage, who, record, OPEN_GOVERNMENT, **given)
        return key

    def withdraw(self, name: int, reason: str = "决定已被依法撤销", version: int = 1) -> int:
        """Withdraw a version and give the index of the entry."""
        return self.feed.withdraw(uuid(name), version, reason, self.moment())

    def moment(self) -> datetime:
        """The next moment of this world."""
        self._turn += 1
        return NOON + timedelta(seconds=self._turn)

    def close(self) -> None:
        """Close what is open."""
        self.feed.close()
        self.head.close()


def uuid(name: int) -> str:
    """A fixed UUID for a small number."""
    return str(UUID(int=0x0190_0000_0000_7000_8000_0000_0000_0000 + name))


def _nature(record: Shown) -> tuple[Any, Any]:
    kind = next(name for name, shape in KINDS.items() if isinstance(record, shape))
    return kind, {"penalty": "after", "progress": "during"}.get(kind, "before")
