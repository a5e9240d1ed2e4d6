"""An edition of a plan is never changed, and goes only together with a plan that its authors put away.

A later migration that makes SQLite copy this table drops its triggers: it must run `create` again.
"""

from django.db import migrations

ONCE = "A version of a plan is written once."
IS_KEPT = "EXISTS (SELECT 1 FROM plans_strategicplan WHERE id = OLD.plan_id AND archived_at IS NULL)"
REFUSE = f"""
CREATE OR REPLACE FUNCTION plans_edition_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR {IS_KEPT} THEN
        RAISE EXCEPTION '{ONCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$
"""


def create(apps, schema_editor):
    run = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        run(REFUSE, params=None)
        run(
            "CREATE TRIGGER plans_edition_once BEFORE UPDATE OR DELETE ON plans_edition"
            " FOR EACH ROW EXECUTE FUNCTION plans_edition_refuse()"
        )
        return
    run(f"CREATE TRIGGER plans_edition_no_update BEFORE UPDATE ON plans_edition BEGIN SELECT RAISE(ABORT, '{ONCE}'); END")
    run(
        f"CREATE TRIGGER plans_edition_no_delete BEFORE DELETE ON plans_edition WHEN {IS_KEPT}"
        f" BEGIN SELECT RAISE(ABORT, '{ONCE}'); END"
    )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER plans_edition_once ON plans_edition")
        schema_editor.execute("DROP FUNCTION plans_edition_refuse()")
        return
    for what in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER plans_edition_no_{what}")


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
