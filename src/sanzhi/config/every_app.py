"""Settings with every application of both programs: for type checks and for making migrations."""

from sanzhi.config.settings import *  # noqa: F403
from sanzhi.config.settings import INSTALLED_APPS as INNER

INSTALLED_APPS = [*INNER, "sanzhi.released", "sanzhi.portal"]
