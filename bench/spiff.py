"""A straight flow of user tasks in SpiffWorkflow: seconds of one step, bare and with load and save.

Run by ``bench.procedure`` under a Python that has SpiffWorkflow; prints JSON. Imports nothing of ours.
"""

import io
import json
import sys
import time
from itertools import pairwise

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">'
    '<process id="p" isExecutable="true"><startEvent id="s"/>'
)


def bpmn(steps: int) -> bytes:
    """So many user tasks in a row."""
    names = ["s", *(f"t{place}" for place in range(steps)), "e"]
    tasks = "".join(f'<userTask id="{name}" name="{name}"/>' for name in names[1:-1])
    arrows = "".join(
        f'<sequenceFlow id="f{place}" sourceRef="{a}" targetRef="{b}"/>'
        for place, (a, b) in enumerate(pairwise(names))
    )
    return f'{HEAD}{tasks}<endEvent id="e"/>{arrows}</process></definitions>'.encode()


def measure(steps: int, lives: int) -> dict[str, float]:
    """The median seconds of a step, and the characters of a saved case."""
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(bpmn(steps)))
    spec = parser.get_spec("p")
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
    bare, stored, size = [], [], 0
    for _ in range(lives):
        workflow = BpmnWorkflow(spec)
        workflow.do_engine_steps()
        saved = serializer.serialize_json(workflow)
        while not workflow.is_completed():
            began = time.perf_counter()
            workflow = serializer.deserialize_json(saved)
            loaded = time.perf_counter()
            workflow.get_next_task(manual=True, state=16).run()
            workflow.do_engine_steps()
            done = time.perf_counter()
            saved = serializer.serialize_json(workflow)
            bare.append(done - loaded)
            stored.append(time.perf_counter() - began)
        size = len(saved)
    return {"bare": sorted(bare)[len(bare) // 2], "stored": sorted(stored)[len(stored) // 2], "size": size}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
