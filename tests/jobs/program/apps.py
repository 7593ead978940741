"""The application that listens in the program of the tests."""

from django.apps import AppConfig

from sanzhi.jobs.subscriptions import subscribe


class ProgramConfig(AppConfig):
    """Listens to ``falling``."""

    name = "tests.jobs.program"
    label = "program"

    def ready(self) -> None:
        """Subscribe."""
        subscribe("falling", "tests.jobs.listeners.falling")
