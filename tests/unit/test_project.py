"""What holds for the project as a whole."""

import re
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_imports_go_one_way() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_no_tracked_file_names_a_machine_or_an_index() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    # put together here so that this file does not name them either
    pattern = re.compile(
        "|".join(["/wor" + "k/", "/ro" + "ot/", "py" + r"pi\.org", "python" + "hosted", "npm" + "js"])
    )
    named = [
        name
        for name in listed.decode().split("\0")
        if name and name != "LICENSE" and pattern.search((ROOT / name).read_text(encoding="utf-8", errors="ignore"))
    ]
    assert named == []


def test_the_publiccode_file_is_whole() -> None:
    data = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    needed = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert needed <= data.keys()
    assert data["legal"]["license"] == "EUPL-1.2"
