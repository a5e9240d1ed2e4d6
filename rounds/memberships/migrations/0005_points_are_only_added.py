"""Triggers that refuse to change or delete an entry of points, or the operation it belongs to.

A later migration that makes SQLite copy one of these tables drops its triggers: it must run `create` again.
"""

from django.db import migrations

# Who did it may be forgotten; nothing else of these may change.
FIXED = {
    "memberships_pointsoperation": "id key kind memo order_id reverses_id at".split(),
    "memberships_pointsentry": "id operation_id source_id target_id amount".split(),
}
REFUSE = """
CREATE OR REPLACE FUNCTION memberships_points_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What is written in %% stays.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def create(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    if not is_sqlite:
        schema_editor.execute(REFUSE, [])
    for table, columns in FIXED.items():
        for name, event in (("fixed", f"UPDATE OF {', '.join(columns)}"), ("kept", "DELETE")):
            schema_editor.execute((on_sqlite if is_sqlite else on_postgresql)(table, name, event))


def on_sqlite(table, name, event):
    refuse = f"SELECT RAISE(ABORT, 'What is written in {table} stays.')"
    return f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} BEGIN {refuse}; END"


def on_postgresql(table, name, event):
    run = "EXECUTE FUNCTION memberships_points_refuse()"
    return f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW {run}"


def drop(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in FIXED:
        for name in ("fixed", "kept"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}" + ("" if is_sqlite else f" ON {table}"))
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION memberships_points_refuse()")


class Migration(migrations.Migration):
    dependencies = [("memberships", "0004_membership_team")]
    operations = [migrations.RunPython(create, drop)]
