"""Figures that an operator may change, each within the bounds that make sense."""

import os


class FigureError(Exception):
    """A figure in the environment is none, or out of its bounds; the message says which are allowed."""


def number(name: str, usual: int, *, least: int, most: int) -> int:
    """The whole number in the environment variable ``name``; ``usual`` when it is not set.

    Raises ``FigureError`` for anything that is not a whole number from ``least`` to ``most``.
    """
    given = os.environ.get(name, "").strip()
    if not given:
        return usual
    if not (given.isascii() and given.isdecimal() and least <= int(given) <= most):
        raise FigureError(f"环境变量 {name} 应为 {least} 至 {most} 的整数，现为 {given!r}。")
    return int(given)
