"""One life of a case in nine requests, one of them an upload of 100 KB; the same for both sides."""

import http.client
import json
import secrets
import time
from collections import defaultdict
from typing import Any

PHOTO = 100 * 1024
REQUESTS = (
    "register_lead",
    "propose_filing",
    "file",
    "upload",
    "add_evidence",
    "record_interview",
    "conclude",
    "submit_for_review",
    "read",
)
OFFENCE = {"law": "食品安全法", "article": "第三十四条第十项"}
BASIS = {"law": "食品安全法", "article": "第一百二十四条第一款第五项"}
LEAD = {
    "suspected": "涉嫌经营超过保质期的食品",
    "source": "投诉",
    "received_on": time.strftime("%Y-%m-%d"),
    "summary": "群众投诉该店销售过期面包。",
    "party": {
        "type": "个体工商户",
        "name": "金沙县示例食品店",
        "legal_representative": "欧阳示例",
        "address": "贵州省毕节市金沙县示例路8号",
        "phone": "13900000000",
    },
}
DRAFT = {
    "process": "接投诉后现场检查并询问。",
    "facts": "当事人经营超过保质期的面包三袋，货值三十元。",
    "nature": "构成经营超过保质期食品的违法行为。",
    "evidence": [{"name": "现场照片", "proves": "过期食品在售"}],
    "violated": [OFFENCE],
    "basis": [BASIS],
    "penalty_items": [{"kind": "罚款", "text": "罚款52000元", "fen": 5_200_000}],
    "fine_fen": 5_200_000,
    "discretion": "首次违法，从轻。",
    "complex": True,
}


class Caller:
    """One client with a connection of its own; keeps the seconds of every request by its kind."""

    def __init__(self, port: int, world: dict[str, Any]) -> None:
        self.port = port
        self.world = world
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)
        self._wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def live(self) -> None:
        """One whole life."""
        case = self._lead()["case"]
        officers, power = self.world["officers"], self.world["power"]
        proposal = {
            "officers": officers,
            "power": power,
            "facts": "货架上有过期面包三袋。",
            "violated": [OFFENCE],
        }
        self._act(case, "propose_filing", "officer", proposal)
        self._act(case, "file", "head", {"opinion": "同意立案。"})
        self._act(case, "add_evidence", "officer", self._photo())
        self._act(case, "record_interview", "officer", _interview(officers))
        self._act(case, "conclude", "officer", DRAFT)
        self._act(case, "submit_for_review", "officer", {"complete": True})
        self._send("read", "GET", f"cases/{case}", "officer")

    def _lead(self) -> dict[str, Any]:
        return self._send("register_lead", "POST", "cases", "officer", _json({"data": LEAD}))

    def _act(self, case: str, act: str, who: str, data: dict[str, Any]) -> None:
        self._send(act, "POST", f"cases/{case}/acts/{act}", who, _json({"data": data}))

    def _photo(self) -> dict[str, Any]:
        stored = self._send("upload", "PUT", "files", "officer", secrets.token_bytes(PHOTO), "image/jpeg")
        moment = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        more = {"media_type": "image/jpeg", "file_name": "a.jpg", "collected_at": moment, "place": "店内"}
        return {"title": "现场照片", "kind": "物证", **stored, **more}

    def _send(
        self, kind: str, method: str, path: str, who: str, body: bytes = b"", media: str = "application/json"
    ) -> dict[str, Any]:
        headers = {
            "Authorization": f"Bearer {self.world['keys'][who]}",
            "Content-Type": media,
            "Idempotency-Key": secrets.token_hex(16),
        }
        began = time.perf_counter()
        self._wire.request(method, f"/api/v1/{path}", body, headers)
        answer = self._wire.getresponse()
        content = answer.read()
        self.seconds[kind].append(time.perf_counter() - began)
        if answer.status >= 300:
            raise RuntimeError(f"{kind}: {answer.status} {content.decode()[:2000]}")
        found: dict[str, Any] = json.loads(content)["data"]
        return found


def _interview(officers: list[str]) -> dict[str, Any]:
    now = time.time()
    return {
        "name": "欧阳示例",
        "relation": "经营者",
        "began_at": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(now - 3600)),
        "ended_at": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(now - 60)),
        "place": "本局询问室",
        "officers": officers,
        "certificate_shown": True,
        "rights_told": True,
        "exchanges": [{"question": "面包何时进货？", "answer": "上月。"}],
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
