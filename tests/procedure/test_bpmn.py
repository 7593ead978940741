"""The BPMN that other tools open: every reference resolves, everything is drawn, every way is there."""

from xml.etree import ElementTree as ET

import pytest

from sanzhi.procedure.bpmn import export
from sanzhi.procedure.grammar import Bundle
from sanzhi.procedure.layout import lay_out
from sanzhi.procedure.library import all_bundles

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
FLOWS = pytest.mark.parametrize("bundle", all_bundles(), ids=lambda each: f"{each.name} {each.version}")


def process(bundle: Bundle) -> tuple[ET.Element, ET.Element]:
    root = ET.fromstring(export(bundle, {}))  # noqa: S314  (our own)
    found, plane = root.find(f"{BPMN}process"), root.find(f"{DI}BPMNDiagram/{DI}BPMNPlane")
    assert found is not None and plane is not None
    return found, plane


@FLOWS
def test_every_reference_resolves_and_no_id_is_twice(bundle: Bundle) -> None:
    found, _ = process(bundle)
    ids = [each.get("id") for each in found.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for flow in found.iter(f"{BPMN}sequenceFlow"):
        assert {flow.get("sourceRef"), flow.get("targetRef")} <= set(ids)
    for event in found.iter(f"{BPMN}boundaryEvent"):
        assert event.get("attachedToRef") in ids


@FLOWS
def test_everything_is_drawn_once(bundle: Bundle) -> None:
    found, plane = process(bundle)
    drawn = [each.get("bpmnElement") for each in plane]
    nodes = {each.get("id") for each in found if each.get("id")}
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == nodes


@FLOWS
def test_nobody_is_led_nowhere(bundle: Bundle) -> None:
    found, _ = process(bundle)
    flows = list(found.iter(f"{BPMN}sequenceFlow"))
    leaving, arriving = {f.get("sourceRef") for f in flows}, {f.get("targetRef") for f in flows}
    for task in found.iter(f"{BPMN}userTask"):
        assert task.get("id") in leaving & arriving
    for gate in (*found.iter(f"{BPMN}exclusiveGateway"), *found.iter(f"{BPMN}parallelGateway")):
        assert gate.get("id") in leaving & arriving


def test_ways_carry_the_names_of_acts_and_their_conditions() -> None:
    bundle = next(each for each in all_bundles() if each.name == "cn.samr.penalty.ordinary")
    root = ET.fromstring(export(bundle, {"submit_for_review": "提请法制审核"}))  # noqa: S314  (our own)
    named = [each for each in root.iter(f"{BPMN}sequenceFlow") if each.get("name") == "提请法制审核"]
    conditions = {each.findtext(f"{BPMN}conditionExpression") for each in named}
    assert '{"fact": "major"}' in conditions


def test_a_step_stands_right_of_all_that_lead_to_it() -> None:
    for bundle in all_bundles():
        drawing = lay_out(bundle)
        assert len(set(drawing.places.values())) == len(bundle.steps) == len(drawing.places)
        for arrow in drawing.arrows:
            if not arrow.back:
                assert drawing.places[arrow.source][0] < drawing.places[arrow.target][0]
