"""The acts of the room ``cases``: importing the package registers them at the door."""

from sanzhi.cases.acts import conclusion, decision, defence, execution, filing, lead, timer

__all__ = ["conclusion", "decision", "defence", "execution", "filing", "lead", "timer"]
