"""A penalty on the spot told act by act, like ``Story`` for the ordinary procedure."""

from dataclasses import dataclass
from typing import Any

from tests.support.story import COMPANY, LAW, Story


@dataclass
class Spot(Story):
    """One case on the spot; each method performs one act and returns the story."""

    def opened(self, party: dict[str, Any] | None = None, **more: Any) -> "Spot":
        told = {"party": party or COMPANY, "officers": self.officers(), "certificate_shown": True}
        self.perform("open_spot", self.cast.officer, told, **more)
        return self

    def checked(self, fine: int = 30_000, **more: Any) -> "Spot":
        told: dict[str, Any] = {
            "power": str(self.cast.power.id),
            "place": "金沙县示例路8号",
            "violated": [LAW],
        }
        told |= {"facts": "货架上有过期面包一袋。", "fine_fen": fine, **more}
        self.act("check_spot_facts", self.cast.officer, **told)
        return self

    def heard(self, **said: str) -> "Spot":
        self.act("tell_spot", self.cast.officer)
        self.act("hear_spot", self.cast.officer, **said)
        return self

    def decided(self, fine: int = 30_000, **more: Any) -> "Spot":
        self.opened().checked(fine).heard()
        self.act("decide_spot", self.cast.officer, fine_fen=fine, **more)
        return self

    def signed(self) -> "Spot":
        self.act("sign_spot_decision", self.cast.officer)
        self.act("sign_spot_decision", self.cast.second)
        return self

    def handed(self, fine: int = 30_000) -> "Spot":
        self.decided(fine).signed()
        self.act("hand_over_spot", self.cast.officer, signed_by_party=True, prestamped=True)
        return self
