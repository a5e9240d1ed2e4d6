from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def remember(apps, schema_editor):
    """What was said before statements were kept, and when each piece of evidence was learned."""
    Evidence, Listing, Statement = (
        apps.get_model("directory", name) for name in ("Evidence", "Listing", "Statement")
    )
    of_registers = Evidence.objects.filter(kind="register")
    learned = Listing.objects.filter(pk=OuterRef("listing")).values("listed_at")[:1]
    Evidence.objects.exclude(kind="register").update(recorded_at=F("observed_at"))
    of_registers.update(recorded_at=Subquery(learned))
    made = []
    for listing in Listing.objects.select_related("account").order_by("pk").iterator(chunk_size=2_000):
        account = listing.account
        made.append(
            Statement(
                listing=listing,
                proof=listing.proof,
                purpose=listing.purpose,
                language=listing.language,
                handle=account.handle or account.native_id,
                address=account.address,
                from_at=listing.listed_at,
                until_at=listing.ended_at,
            )
        )
        if len(made) == 2_000:
            Statement.objects.bulk_create(made)
            made = []
    Statement.objects.bulk_create(made)


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_evidence_and_representatives")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop, elidable=True)]
