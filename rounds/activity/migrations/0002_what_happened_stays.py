"""Triggers that refuse to change or delete a row of the record. Who did it may be forgotten, and never becomes another.

A later migration that makes SQLite copy this table drops its triggers: it must run `create` again.
"""

from django.db import migrations

TABLE = "activity_activity"
FIXED = "id, verb, object_type, object_id, data, happened_at"
TRIGGERS = {
    "fixed": (f"UPDATE OF {FIXED}", ""),
    "actor": ("UPDATE OF actor_id", "WHEN (NEW.actor_id IS NOT NULL)"),
    "kept": ("DELETE", ""),
}
REFUSE = """
CREATE OR REPLACE FUNCTION activity_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What happened stays.' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def create(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    if not is_sqlite:
        schema_editor.execute(REFUSE)
    for name, (event, condition) in TRIGGERS.items():
        schema_editor.execute((on_sqlite if is_sqlite else on_postgresql)(name, event, condition))


def on_sqlite(name, event, condition):
    refuse = "SELECT RAISE(ABORT, 'What happened stays.')"
    return f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} {condition} BEGIN {refuse}; END"


def on_postgresql(name, event, condition):
    run = f"FOR EACH ROW {condition} EXECUTE FUNCTION activity_refuse()"
    return f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} {run}"


def drop(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{name}" + ("" if is_sqlite else f" ON {TABLE}"))
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION activity_refuse()")


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
