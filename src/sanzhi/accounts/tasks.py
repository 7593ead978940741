"""Shells of regular work: each loads, calls one function, ends."""

from sanzhi.accounts.logdays import close_days
from sanzhi.jobs import ticks

QUARTERLY = 15 * 60

ticks.register("accounts.log_days", QUARTERLY, close_days)
