"""A flow as BPMN 2.0 with its drawing, for tools such as bpmn.io. An exchange format: nothing here reads it.

Steps are user tasks, final ones end events; several ways out of a step meet an exclusive gateway, ways that
open several steps a parallel one, and so does a step that waits for all its branches. A term that runs out is
a timer event on the step's border. What is offered anywhere stands in a note.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from sanzhi.procedure.layout import lay_out
from sanzhi.procedure.shapes import Bundle, Step, Transition

_BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DD = "http://www.omg.org/spec/DD/20100524/DI"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
for _prefix, _uri in (("bpmn", _BPMN), ("bpmndi", _DI), ("dc", _DC), ("di", _DD), ("xsi", _XSI)):
    ET.register_namespace(_prefix, _uri)

# Distances of the drawing, in its own unit (about a pixel).
_COLUMN, _ROW, _MARGIN = 320, 150, 140
_TASK, _GATE, _EVENT = (120, 80), (50, 50), (36, 36)


@dataclass
class _Drawing:
    """The process and its plane while they are being made; ``middles`` are the centres by element."""

    process: ET.Element
    plane: ET.Element
    middles: dict[str, tuple[int, int]] = field(default_factory=dict)
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    flows: int = 0

    def node(
        self, tag: str, name: str, element: str, middle: tuple[int, int], size: tuple[int, int]
    ) -> ET.Element:
        """Add an element with its shape."""
        made = ET.SubElement(
            self.process, f"{{{_BPMN}}}{tag}", {"id": element, **({"name": name} if name else {})}
        )
        self.middles[element], self.sizes[element] = middle, size
        shape = ET.SubElement(
            self.plane, f"{{{_DI}}}BPMNShape", {"id": f"{element}_di", "bpmnElement": element}
        )
        if tag == "exclusiveGateway":
            shape.set("isMarkerVisible", "true")
        left, top = middle[0] - size[0] // 2, middle[1] - size[1] // 2
        bounds = {"x": str(left), "y": str(top), "width": str(size[0]), "height": str(size[1])}
        ET.SubElement(shape, f"{{{_DC}}}Bounds", bounds)
        return made

    def flow(self, source: str, target: str, name: str = "", condition: str = "") -> None:
        """Add a sequence flow with its line."""
        self.flows += 1
        element = f"flow_{self.flows}"
        names = {"name": name} if name else {}
        made = ET.SubElement(
            self.process,
            f"{{{_BPMN}}}sequenceFlow",
            {"id": element, "sourceRef": source, "targetRef": target, **names},
        )
        if condition:
            kind = {f"{{{_XSI}}}type": "bpmn:tFormalExpression"}
            ET.SubElement(made, f"{{{_BPMN}}}conditionExpression", kind).text = condition
        edge = ET.SubElement(
            self.plane, f"{{{_DI}}}BPMNEdge", {"id": f"{element}_di", "bpmnElement": element}
        )
        for x, y in self._line(source, target):
            ET.SubElement(edge, f"{{{_DD}}}waypoint", {"x": str(x), "y": str(y)})

    def _line(self, source: str, target: str) -> list[tuple[int, int]]:
        (ax, ay), (bx, by) = self.middles[source], self.middles[target]
        out, into = ax + self.sizes[source][0] // 2, bx - self.sizes[target][0] // 2
        if into > out:
            turn = (out + into) // 2
            return [(out, ay), (into, by)] if ay == by else [(out, ay), (turn, ay), (turn, by), (into, by)]
        above = min(ay, by) - 60 - 4 * (self.flows % 8)
        top, head = ay - self.sizes[source][1] // 2, by - self.sizes[target][1] // 2
        return [(ax, top), (ax, above), (bx, above), (bx, head)]


def export(bundle: Bundle, titles: Mapping[str, str]) -> bytes:
    """The BPMN 2.0 XML of a flow, UTF-8; ``titles`` are the names of acts as people read them."""
    root = ET.Element(
        f"{{{_BPMN}}}definitions", {"id": "definitions", "targetNamespace": f"urn:{bundle.name}"}
    )
    process = ET.SubElement(
        root, f"{{{_BPMN}}}process", {"id": "process", "name": bundle.title, "isExecutable": "false"}
    )
    words = f"{bundle.name} {bundle.version}\nSHA-256 {bundle.digest}"
    ET.SubElement(process, f"{{{_BPMN}}}documentation").text = words
    diagram = ET.SubElement(root, f"{{{_DI}}}BPMNDiagram", {"id": "diagram"})
    plane = ET.SubElement(diagram, f"{{{_DI}}}BPMNPlane", {"id": "plane", "bpmnElement": "process"})
    drawing = _Drawing(process, plane)
    _steps(drawing, bundle)
    for step in bundle.steps.values():
        _ways(drawing, bundle, step, titles)
    _note(drawing, bundle, titles)
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _steps(drawing: _Drawing, bundle: Bundle) -> None:
    for place, (column, row) in lay_out(bundle).places.items():
        step, middle = bundle.steps[place], (_MARGIN + 120 + column * _COLUMN, _MARGIN + 40 + row * _ROW)
        tag, size = ("endEvent", _EVENT) if step.final else ("userTask", _TASK)
        drawing.node(tag, step.title, _task(step.id), middle, size)
        if step.join:
            gate = "exclusiveGateway" if step.join_any else "parallelGateway"
            drawing.node(gate, "", _join(step.id), (middle[0] - 110, middle[1]), _GATE)
            drawing.flow(_join(step.id), _task(step.id))
    x, y = drawing.middles[_task(bundle.start)]
    drawing.node("startEvent", "开始", "start", (x - 130, y), _EVENT)
    drawing.flow("start", _entry(bundle, bundle.start))


def _ways(drawing: _Drawing, bundle: Bundle, step: Step, titles: Mapping[str, str]) -> None:
    moving = [way for way in step.transitions if way.moves]
    by_hand, timed = [way for way in moving if not way.clock], [way for way in moving if way.clock]
    source = _task(step.id)
    x, y = drawing.middles[source]
    if len(by_hand) > 1:
        drawing.node("exclusiveGateway", "", f"choice_{step.id}", (x + 100, y), _GATE)
        drawing.flow(source, f"choice_{step.id}")
        source = f"choice_{step.id}"
    for way in by_hand:
        _way(drawing, bundle, source, way, titles)
    for clock in dict.fromkeys(way.clock for way in timed):
        _timer(drawing, bundle, step, [way for way in timed if way.clock == clock], titles)


def _timer(
    drawing: _Drawing, bundle: Bundle, step: Step, ways: list[Transition], titles: Mapping[str, str]
) -> None:
    """The event on the border of a step when a term has run out, and where each of its ways leads."""
    element, (x, y) = f"timer_{step.id}_{ways[0].clock}", drawing.middles[_task(step.id)]
    node = drawing.node("boundaryEvent", f"{ways[0].clock} 期限届满", element, (x, y + _TASK[1] // 2), _EVENT)
    node.set("attachedToRef", _task(step.id))
    definition = ET.SubElement(node, f"{{{_BPMN}}}timerEventDefinition", {"id": f"{element}_definition"})
    kind = {f"{{{_XSI}}}type": "bpmn:tFormalExpression"}
    ET.SubElement(definition, f"{{{_BPMN}}}timeDuration", kind).text = ways[0].clock
    for way in ways:
        _way(drawing, bundle, element, way, titles)


def _way(drawing: _Drawing, bundle: Bundle, source: str, way: Transition, titles: Mapping[str, str]) -> None:
    name = titles.get(way.act, way.act)
    condition = "" if way.when is None else json.dumps(way.when, ensure_ascii=False)
    targets = way.to or (way.back,)
    if len(targets) == 1:
        drawing.flow(source, _entry(bundle, targets[0]), name, condition)
        return
    x, y = drawing.middles[source]
    fork = f"fork_{drawing.flows}"
    drawing.node("parallelGateway", "", fork, (x + 90, y), _GATE)
    drawing.flow(source, fork, name, condition)
    for target in targets:
        drawing.flow(fork, _entry(bundle, target))


def _note(drawing: _Drawing, bundle: Bundle, titles: Mapping[str, str]) -> None:
    if not bundle.anywhere:
        return
    lowest = max(y for _, y in drawing.middles.values()) + _ROW
    names = "、".join(dict.fromkeys(titles.get(way.act, way.act) for way in bundle.anywhere))
    note = drawing.node("textAnnotation", "", "anywhere", (_MARGIN + 200, lowest), (400, 80))
    ET.SubElement(note, f"{{{_BPMN}}}text").text = f"案件办理期间均可：{names}"


def _entry(bundle: Bundle, step: str) -> str:
    return _join(step) if bundle.steps[step].join else _task(step)


def _task(step: str) -> str:
    return f"step_{step}"


def _join(step: str) -> str:
    return f"join_{step}"
