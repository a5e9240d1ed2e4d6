"""An edition of a course that is published never changes, nor does anything in it."""

from django.db import migrations

ONCE = "An edition of a course that is published is never changed."
OF_EDITION = "EXISTS (SELECT 1 FROM courses_edition WHERE id = {row}.edition_id AND published_at IS NOT NULL)"
OF_LESSON = (
    "EXISTS (SELECT 1 FROM courses_edition e JOIN courses_lesson l ON l.edition_id = e.id"
    " WHERE l.id = {row}.lesson_id AND e.published_at IS NOT NULL)"
)
PARTS = {
    "courses_objective": OF_EDITION,
    "courses_module": OF_EDITION,
    "courses_lesson": OF_EDITION,
    "courses_lessonfile": OF_LESSON,
    "courses_question": OF_LESSON,
    "courses_card": OF_LESSON,
}
EDITION = f"""
CREATE FUNCTION courses_edition_written_once() RETURNS trigger AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION '{ONCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql
"""
PART = """
CREATE FUNCTION {name}_written_once() RETURNS trigger AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND {old} THEN
        RAISE EXCEPTION '{once}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP <> 'DELETE' AND {new} THEN
        RAISE EXCEPTION '{once}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql
"""


def refuse(apps, schema_editor):
    """A migration that remakes one of these tables in SQLite loses its triggers, and has to lay them again."""
    if schema_editor.connection.vendor == "postgresql":
        return _refuse_in_postgres(schema_editor.execute)
    run = schema_editor.execute
    for what in ("UPDATE", "DELETE"):
        run(_trigger(f"courses_edition_no_{what.lower()}", what, "courses_edition", "OLD.published_at IS NOT NULL"))
    for table, is_published in PARTS.items():
        for what, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])):
            when = " OR ".join(is_published.format(row=row) for row in rows)
            run(_trigger(f"{table}_no_{what.lower()}", what, table, when))


def _refuse_in_postgres(run):
    run(EDITION, params=None)
    run(
        "CREATE TRIGGER courses_edition_once BEFORE UPDATE OR DELETE ON courses_edition"
        " FOR EACH ROW EXECUTE FUNCTION courses_edition_written_once()"
    )
    for table, is_published in PARTS.items():
        old, new = is_published.format(row="OLD"), is_published.format(row="NEW")
        run(PART.format(name=table, old=old, new=new, once=ONCE), params=None)
        run(
            f"CREATE TRIGGER {table}_once BEFORE INSERT OR UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_written_once()"
        )


def allow(apps, schema_editor):
    run = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        for table in ("courses_edition", *PARTS):
            run(f"DROP TRIGGER {table}_once ON {table}")
            run(f"DROP FUNCTION {table}_written_once()")
        return
    for what in ("update", "delete"):
        run(f"DROP TRIGGER courses_edition_no_{what}")
    for table in PARTS:
        for what in ("insert", "update", "delete"):
            run(f"DROP TRIGGER {table}_no_{what}")


def _trigger(name, what, table, when):
    return f"CREATE TRIGGER {name} BEFORE {what} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{ONCE}'); END"


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [migrations.RunPython(refuse, allow)]
