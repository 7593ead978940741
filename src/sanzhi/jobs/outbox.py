"""The face of the outbox: write news, listen to it, and hand it over at once where nothing runs beside."""

from sanzhi.jobs.news import News, NoTransaction, put
from sanzhi.jobs.relay import drain
from sanzhi.jobs.subscriptions import subscribe

__all__ = ["News", "NoTransaction", "drain", "put", "subscribe"]
