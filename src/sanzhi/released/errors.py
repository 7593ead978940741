"""Why a portal refuses what a feed offers."""

from sanzhi.law.errors import SanzhiError


class BadFeed(SanzhiError):
    """The feed says what cannot be: nothing of the bundle is applied until a person has looked."""

    code = "bad_feed"
    title = "公示源校验不通过"
    default = "公示源的内容不合规定，已停止更新。"
