"""Says which tracked file names a path of the machine that it was written on, or pins an address."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# A lock pins content by digest; where it is fetched from is the business of each machine.
ADDRESSES = {
    ".lock": re.compile(rb"\w+://|--(?:extra-)?index-url|--find-links"),
    "package-lock.json": re.compile(rb"\"resolved\""),
}
# Folders of every Unix machine: a clone may lie in one of them.
EVERYWHERE = {"/", "/tmp", "/srv", "/opt", "/mnt", "/var", "/home", "/usr/src"}  # noqa: S108
PERSONAL = re.compile(rb"/(?:home|Users)/[a-z][\w.-]*/")


def files(root: Path) -> list[Path]:
    """What is tracked, and what would be with ``git add .``."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]


def machine_paths(root: Path) -> re.Pattern[bytes]:
    """A pattern for paths that exist on this machine alone: this folder, the one above, the user's home."""
    places = {str(place) for place in (root, root.parent, Path.home())} - EVERYWHERE
    names = [re.escape(place).encode() for place in sorted(places, key=len, reverse=True)]
    # Inside an address or a longer path the same word means something else.
    return re.compile(rb"(?<![\w.\-/}>])(?:" + b"|".join(names) + rb")(?=/)")


def complaints(root: Path) -> list[str]:
    """One line for each file that would be wrong on another machine."""
    machine = machine_paths(root)
    found = []
    for path in files(root):
        name, content = path.relative_to(root).as_posix(), path.read_bytes()
        if machine.search(content) or PERSONAL.search(content):
            found.append(f"{name}: 含有本机路径")
        if any(name.endswith(end) and pattern.search(content) for end, pattern in ADDRESSES.items()):
            found.append(f"{name}: 锁文件含有下载地址")
    return found


if __name__ == "__main__":
    wrong = complaints(ROOT)
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    sys.exit(bool(wrong))
