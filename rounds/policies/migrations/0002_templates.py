"""An edition that is published never changes, nor do its clauses and blanks; and editors write editions."""

from django.db import migrations

EDITORS = "Editors"
PARTS = ["policies_clause", "policies_blank"]
EDITION_ONCE = "An edition that is published is never changed."
PUBLISHED = "EXISTS (SELECT 1 FROM policies_edition WHERE id = {row}.edition_id AND published_at IS NOT NULL)"
POSTGRES = f"""
CREATE FUNCTION policies_edition_written_once() RETURNS trigger AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION '{EDITION_ONCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE FUNCTION policies_part_written_once() RETURNS trigger AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND {PUBLISHED.format(row="OLD")} THEN
        RAISE EXCEPTION '{EDITION_ONCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP <> 'DELETE' AND {PUBLISHED.format(row="NEW")} THEN
        RAISE EXCEPTION '{EDITION_ONCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql
"""


def refuse(apps, schema_editor):
    """A migration that remakes one of these tables in SQLite loses its triggers, and has to lay them again."""
    run = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        run(POSTGRES, params=None)
        run(
            "CREATE TRIGGER policies_edition_once BEFORE UPDATE OR DELETE ON policies_edition"
            " FOR EACH ROW EXECUTE FUNCTION policies_edition_written_once()"
        )
        for table in PARTS:
            run(
                f"CREATE TRIGGER {table}_once BEFORE INSERT OR UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION policies_part_written_once()"
            )
        return
    for what in ("UPDATE", "DELETE"):
        run(_trigger(f"policies_edition_no_{what.lower()}", what, "policies_edition", "OLD.published_at IS NOT NULL"))
    for table in PARTS:
        for what, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])):
            when = " OR ".join(PUBLISHED.format(row=row) for row in rows)
            run(_trigger(f"{table}_no_{what.lower()}", what, table, when))


def allow(apps, schema_editor):
    run = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        for table in ("policies_edition", *PARTS):
            run(f"DROP TRIGGER {table}_once ON {table}")
        run("DROP FUNCTION policies_edition_written_once()")
        run("DROP FUNCTION policies_part_written_once()")
        return
    for what in ("update", "delete"):
        run(f"DROP TRIGGER policies_edition_no_{what}")
    for table in PARTS:
        for what in ("insert", "update", "delete"):
            run(f"DROP TRIGGER {table}_no_{what}")


def _trigger(name, what, table, when):
    return (
        f"CREATE TRIGGER {name} BEFORE {what} ON {table} WHEN {when}"
        f" BEGIN SELECT RAISE(ABORT, '{EDITION_ONCE}'); END"
    )


def let_editors_write(apps, schema_editor):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="policies", model="template")
    may, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename="change_template", defaults={"name": "Can change policy template"}
    )
    group.permissions.add(may)


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(refuse, allow),
        migrations.RunPython(let_editors_write, migrations.RunPython.noop),
    ]
