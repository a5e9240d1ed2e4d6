"""Terms, endings and notices are written once: the database refuses to change or delete them.

And no term but an honor is without an end: the first constraint let a missing day pass.

A migration that remakes one of these tables in SQLite loses its triggers, and has to lay them again.
"""

from django.db import migrations, models

TABLES = ["memberships_term", "memberships_ending", "memberships_notice"]
POSTGRES = """
CREATE FUNCTION memberships_written_once() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are written once.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$ LANGUAGE plpgsql
"""


def refuse(apps, schema_editor):
    run = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        run(POSTGRES, params=None)
        for table in TABLES:
            run(
                f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION memberships_written_once()"
            )
        return
    for table in TABLES:
        for what in ("UPDATE", "DELETE"):
            run(
                f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, 'Rows of {table} are written once.'); END"
            )


def allow(apps, schema_editor):
    run = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            run(f"DROP TRIGGER {table}_written_once ON {table}")
        run("DROP FUNCTION memberships_written_once()")
        return
    for table in TABLES:
        for what in ("update", "delete"):
            run(f"DROP TRIGGER {table}_no_{what}")


class Migration(migrations.Migration):
    dependencies = [("memberships", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="term",
            name="how",
            field=models.CharField(
                choices=[
                    ("joined", "Joined"),
                    ("renewed", "Renewed"),
                    ("rejoined", "Came back"),
                    ("upgraded", "Upgraded"),
                    ("restored", "Back to what it was"),
                ],
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint(model_name="term", name="memberships_terms_end"),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(ends_on__isnull=False, ends_on__gte=models.F("starts_on"))
                | models.Q(ends_on__isnull=True, basis="honor"),
                name="memberships_terms_end",
            ),
        ),
        migrations.RunPython(refuse, allow),
    ]
