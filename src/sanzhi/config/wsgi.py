"""The inner program as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanzhi.config.settings")
application = get_wsgi_application()

# Every page is imported now: one that cannot be stops the start instead of the first visitor. What was
# loaded stays for good, so the collector need not walk through it at every turn.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
