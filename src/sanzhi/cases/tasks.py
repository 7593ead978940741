"""Shells of regular work: each loads, calls one function, ends."""

from sanzhi.cases.fold import assert_columns
from sanzhi.cases.inheriting import carry_due
from sanzhi.cases.sequencer import sequence
from sanzhi.cases.timer import lapse_due
from sanzhi.jobs import outbox, ticks

NIGHTLY = 24 * 3600

ticks.register("cases.sequence", 1, sequence)
ticks.register("cases.timer", 60, lapse_due)
ticks.register("cases.carry", 60, carry_due)
ticks.register("cases.fold", NIGHTLY, assert_columns)
outbox.subscribe("document.issued", "sanzhi.cases.papers.on_document_issued")
outbox.subscribe("orgs.reorganised", "sanzhi.cases.inheriting.on_reorganised")
outbox.subscribe("orgs.line_changed", "sanzhi.cases.inheriting.on_line_changed")
outbox.subscribe("orgs.government_succeeded", "sanzhi.cases.inheriting.on_government_succeeded")
