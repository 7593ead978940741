"""The tour that the README promises walks to its end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.journey
def test_the_tour_is_refused_once_publishes_and_verifies(tmp_path: Path) -> None:
    # The tour starts an instance of its own and chooses its folders itself.
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("SANZHI_")}

    done = subprocess.run(
        [sys.executable, "tools/tour.py", "--pictures", str(tmp_path)],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=600,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "被依法拒绝" in done.stdout
    assert "《行政处罚法》第五十八条第一款" in done.stdout
    assert list(tmp_path.glob("*.png"))
