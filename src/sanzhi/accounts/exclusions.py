"""Roles that exclude each other, held by the database itself, whichever way somebody grants one.

A person holds an administrator's role alone (GB/T 22239-2019 8.1.4.2 d); who supervises is no officer
(贵州省行政执法监督办法 Art 13). The rule looks across rows, which no constraint of a table can, so triggers
hold it. They are made again after each migration, because SQLite loses them when it rebuilds a table.
"""

from typing import Any

from django.db import connections

NAME = "roles_exclude_each_other"
_ADMINISTRATORS = "('system', 'security', 'audit')"

_CLASH = f"""
SELECT 1 FROM accounts_grant held WHERE held.user_id = NEW.user_id AND held.id <> NEW.id AND (
    held.role IN {_ADMINISTRATORS} OR NEW.role IN {_ADMINISTRATORS}
    OR (held.role = 'supervisor' AND NEW.role = 'officer')
    OR (held.role = 'officer' AND NEW.role = 'supervisor'))
"""  # noqa: S608  # constants of this file
_SUPERVISING_OFFICER = """
SELECT 1 FROM accounts_user u
WHERE u.id = NEW.user_id AND NEW.role = 'supervisor' AND u.officer_id IS NOT NULL
"""
_OFFICER_MADE_OF = """
SELECT 1 FROM accounts_grant held WHERE held.user_id = NEW.id AND NEW.officer_id IS NOT NULL
    AND held.role = 'supervisor'
"""


def install(using: str = "default", **_: Any) -> None:
    """Make the triggers, in the dialect of the database; called after every migration."""
    connection = connections[using]
    if "accounts_grant" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRES:
            cursor.execute(statement)


def _sqlite(name: str, when: str, clash: str) -> tuple[str, str]:
    raised = f"SELECT RAISE(ABORT, '{NAME}') WHERE EXISTS ({clash})"  # constants of this file
    return f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} {when} FOR EACH ROW BEGIN {raised}; END"


# AFTER, because SQLite gives a new row its id only then; the statement is undone all the same.
_SQLITE = (
    *_sqlite("grant_excludes_insert", "AFTER INSERT ON accounts_grant", _CLASH),
    *_sqlite("grant_excludes_update", "AFTER UPDATE ON accounts_grant", _CLASH),
    *_sqlite("grant_supervisor", "AFTER INSERT ON accounts_grant", _SUPERVISING_OFFICER),
    *_sqlite("grant_supervisor_update", "AFTER UPDATE ON accounts_grant", _SUPERVISING_OFFICER),
    *_sqlite("user_supervisor", "AFTER UPDATE OF officer_id ON accounts_user", _OFFICER_MADE_OF),
)


def _postgres(name: str, table: str, when: str, person: str, clash: str) -> tuple[str, ...]:
    # The lock on the person lets two grants that are made at the same moment see each other.
    body = (
        f"BEGIN PERFORM 1 FROM accounts_user WHERE id = {person} FOR UPDATE; "
        f"IF EXISTS ({clash}) THEN RAISE EXCEPTION '{NAME}' USING ERRCODE = 'check_violation'; END IF; "
        "RETURN NEW; END"
    )
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )


_POSTGRES = (
    *_postgres("grant_excludes", "accounts_grant", "INSERT OR UPDATE", "NEW.user_id",
               f"{_CLASH} UNION ALL {_SUPERVISING_OFFICER}"),
    *_postgres("user_supervisor", "accounts_user", "UPDATE OF officer_id", "NEW.id", _OFFICER_MADE_OF),
)  # fmt: skip
