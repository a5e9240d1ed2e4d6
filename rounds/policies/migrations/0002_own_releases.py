"""Triggers that refuse to change or delete what the staff of an organization read.

A later migration that makes SQLite copy this table drops its triggers: it must run `create` again.
"""

from django.db import migrations

REFUSE = """
CREATE OR REPLACE FUNCTION policies_release_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A release is written once.' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE, params=None)
        schema_editor.execute(
            "CREATE TRIGGER policies_release_once BEFORE UPDATE OR DELETE ON policies_release"
            " FOR EACH ROW EXECUTE FUNCTION policies_release_refuse()"
        )
        return
    for what in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER policies_release_no_{what.lower()} BEFORE {what} ON policies_release"
            " BEGIN SELECT RAISE(ABORT, 'A release is written once.'); END"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER policies_release_once ON policies_release")
        schema_editor.execute("DROP FUNCTION policies_release_refuse()")
        return
    for what in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER policies_release_no_{what}")


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_own")]
    operations = [migrations.RunPython(create, drop)]
