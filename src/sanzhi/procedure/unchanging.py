"""A published flow is what cases were handled by: no statement rewrites or deletes it, whoever sends it.

Only the moment at which a newer version took its place may be added, once. The triggers are made again after
each migration, because SQLite loses them when it rebuilds a table.
"""

from typing import Any

from django.db import connections

NAME = "published_flow_is_unchanging"
_TABLE = "procedure_procedureversion"
_KEPT = (
    "digest", "agency_id", "name", "number", "version", "title", "kind", "domain", "grammar", "body",
    "writers", "written_by", "publisher_id", "published_by", "published_at", "examined", "draft_id",
)  # fmt: skip
_REWRITTEN = " OR ".join([*(f"NEW.{each} <> OLD.{each}" for each in _KEPT), "OLD.superseded_at IS NOT NULL"])
_RAISE = f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END"

_SQLITE = (
    "DROP TRIGGER IF EXISTS flow_unchanged",
    f"CREATE TRIGGER flow_unchanged BEFORE UPDATE ON {_TABLE} FOR EACH ROW WHEN {_REWRITTEN} {_RAISE}",
    "DROP TRIGGER IF EXISTS flow_kept",
    f"CREATE TRIGGER flow_kept BEFORE DELETE ON {_TABLE} FOR EACH ROW {_RAISE}",
)
_POSTGRES = (
    "CREATE OR REPLACE FUNCTION flow_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation'; END $$",
    f"DROP TRIGGER IF EXISTS flow_unchanged ON {_TABLE}",
    f"CREATE TRIGGER flow_unchanged BEFORE UPDATE ON {_TABLE} FOR EACH ROW "
    f"WHEN ({_REWRITTEN}) "
    "EXECUTE FUNCTION flow_unchanged()",
    f"DROP TRIGGER IF EXISTS flow_kept ON {_TABLE}",
    f"CREATE TRIGGER flow_kept BEFORE DELETE ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION flow_unchanged()",
)


def install(using: str = "default", **_: Any) -> None:
    """Make the triggers, in the dialect of the database; called after every migration."""
    connection = connections[using]
    if _TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRES:
            cursor.execute(statement)
