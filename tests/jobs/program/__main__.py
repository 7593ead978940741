"""Write news, or tell how its delivery stands: ``python -m tests.jobs.program tell KEY | state KEY``."""

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402

from sanzhi.jobs import outbox  # noqa: E402
from sanzhi.jobs.models import Delivery  # noqa: E402

verb, key = sys.argv[1:]
if verb == "tell":
    with transaction.atomic():
        outbox.put("falling", key, {})
else:
    for delivery in Delivery.objects.filter(news__key=key):
        sys.stdout.write(f"{delivery.state} {delivery.tries}")
