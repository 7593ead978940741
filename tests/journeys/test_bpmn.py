"""The viewer behind bpmn.io opens every flow that ships, without a warning and with everything drawn."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sanzhi.procedure.bpmn import export
from sanzhi.procedure.grammar import Bundle
from sanzhi.procedure.library import all_bundles

VIEWER = Path(__file__).parents[1] / "data" / "bpmn" / "bpmn-viewer.production.min.js"
OPEN = """async xml => {
  const viewer = new BpmnJS({container: '#drawing'});
  const opened = await viewer.importXML(xml);
  const tasks = viewer.get('elementRegistry').filter(each => each.type === 'bpmn:UserTask');
  return {warnings: opened.warnings.map(String), tasks: tasks.map(each => each.businessObject.name)};
}"""
pytestmark = pytest.mark.journey


@pytest.mark.parametrize("bundle", all_bundles(), ids=lambda each: f"{each.name} {each.version}")
def test_a_flow_opens_in_the_viewer(browser: Browser, bundle: Bundle) -> None:
    page = browser.new_page()
    page.set_content("<div id='drawing' style='width:1400px;height:900px'></div>")
    page.add_script_tag(path=VIEWER)
    told = page.evaluate(OPEN, export(bundle, {}).decode())
    page.close()
    assert told["warnings"] == []
    assert sorted(told["tasks"]) == sorted(s.title for s in bundle.steps.values() if not s.final)
