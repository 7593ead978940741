"""What a child of the worker inherits from a parent that has used the database: ``python -m`` prints it."""

import sys
import uuid
from multiprocessing import Event

import django

django.setup()

from django.db import connection  # noqa: E402

from sanzhi.jobs.worker import Family  # noqa: E402


def tell() -> None:
    """Print what this process holds before it has asked anything."""
    pools = getattr(connection, "_connection_pools", {})
    sys.stdout.write("nothing" if connection.connection is None and not pools else "a connection")
    sys.stdout.flush()


with connection.cursor() as cursor:
    cursor.execute("SELECT 1")
connection.close()
Family(Event(), Event(), uuid.uuid4(), start=False).spawn_process(tell).join()
