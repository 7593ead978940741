"""The Django application of the outbox, the background queue and the ticks."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """``sanzhi.jobs``: how news travels between rooms that do not import each other."""

    name = "sanzhi.jobs"
    label = "jobs"
    verbose_name = "后台任务"

    def ready(self) -> None:
        """Let the clockwork relay the outbox and take failed deliveries up again."""
        # Models can only be imported once every application is loaded.
        from sanzhi.jobs import checks, relay, resealing, ticks  # noqa: F401, PLC0415

        ticks.register("jobs.relay", relay.EVERY_SECONDS, relay.relay)
        ticks.register("jobs.retry", relay.RETRY_EVERY_SECONDS, relay.ask_again)
        ticks.register("jobs.reseal", resealing.EVERY_SECONDS, resealing.reseal)
