"""Triggers that refuse to change what is fixed, the counter of documents.

A later migration that makes SQLite copy one of these tables drops its triggers: it must run `create` again.
"""

from django.db import migrations

INVOICE = (
    "id key serial number token kind credits_id user_id organization_id bill_to attention address email purchase_order"
    " language currency issued_at issued_on due_on total_cents memo"
).split()
# Who recorded a payment may be forgotten; nothing else of these may change.
PAYMENT = "id key invoice_id kind method provider reference amount_cents received_on recorded_at".split()
LINE = "id invoice_id position description quantity unit_cents amount_cents account".split()
POSTING = (
    "id key debit credit amount_cents currency invoice_id payment_id memo happened_on recorded_at".split()
)
FIXED = {
    "billing_invoice": INVOICE,
    "billing_invoiceline": LINE,
    "billing_payment": PAYMENT,
    "billing_posting": POSTING,
}
REFUSE = """
CREATE OR REPLACE FUNCTION billing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
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
    return f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION billing_refuse()"


def drop(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in FIXED:
        for name in ("fixed", "kept"):
            schema_editor.execute(f"DROP TRIGGER {table}_{name}" + ("" if is_sqlite else f" ON {table}"))
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION billing_refuse()")


def count_documents(apps, schema_editor):
    apps.get_model("billing", "Counter").objects.get_or_create(name="documents")


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(count_documents, migrations.RunPython.noop),
    ]
