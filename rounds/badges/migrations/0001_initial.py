"""What was signed never changes; and editors describe and award badges. Keys are the administrators' alone."""

import django.db.models.deletion
import rounds.badges.models
from django.conf import settings
from django.db import migrations, models


EDITORS = "Editors"
ONCE = "A badge that was signed is never changed."
KEPT = (
    *("achievement_id", "user_id", "code", "key_id", "fingerprint", "status_index", "hundredths"),
    *("awarded_at", "awarded_by_id"),
)
CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in KEPT) + (
    " OR (NEW.credential <> OLD.credential AND NEW.credential <> '')"  # emptied when its holder leaves
    " OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)"
)
POSTGRES = f"""
CREATE FUNCTION badges_award_written_once() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '{ONCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF {CHANGED} THEN
        RAISE EXCEPTION '{ONCE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$ LANGUAGE plpgsql
"""


def refuse(apps, schema_editor):
    """A migration that remakes the table in SQLite loses its triggers, and has to lay them again."""
    run = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        run(POSTGRES, params=None)
        run(
            "CREATE TRIGGER badges_award_once BEFORE UPDATE OR DELETE ON badges_award"
            " FOR EACH ROW EXECUTE FUNCTION badges_award_written_once()"
        )
        return
    when = CHANGED.replace("IS DISTINCT FROM", "IS NOT")
    for what, given in (("update", when), ("delete", "1")):
        run(
            f"CREATE TRIGGER badges_award_no_{what} BEFORE {what.upper()} ON badges_award WHEN {given}"
            f" BEGIN SELECT RAISE(ABORT, '{ONCE}'); END"
        )


def allow(apps, schema_editor):
    run = schema_editor.execute
    if schema_editor.connection.vendor == "postgresql":
        run("DROP TRIGGER badges_award_once ON badges_award")
        run("DROP FUNCTION badges_award_written_once()")
        return
    for what in ("update", "delete"):
        run(f"DROP TRIGGER badges_award_no_{what}")


def let_editors_award(apps, schema_editor):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    for model, name in (("achievement", "achievement"), ("award", "badge")):
        of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="badges", model=model)
        may, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=of, codename=f"change_{model}", defaults={"name": f"Can change {name}"}
        )
        group.permissions.add(may)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Achievement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('course', 'course'), ('other', 'something else')], max_length=20, verbose_name='kind')),
                ('key', models.CharField(max_length=80, verbose_name='key')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('code', models.CharField(blank=True, max_length=20, verbose_name='code')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('description', models.CharField(max_length=500, verbose_name='what it is, in one or two sentences')),
                ('criteria', models.TextField(max_length=2000, verbose_name='what one has to do for it')),
                ('language', models.CharField(default='en', max_length=35, verbose_name='language')),
                ('created_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'achievement',
                'verbose_name_plural': 'achievements',
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='badges_achievement_once'), models.CheckConstraint(condition=models.Q(('slug__in', ('awards', 'status', 'verify')), _negated=True), name='badges_address_is_free')],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('svg', models.TextField()),
                ('png', models.BinaryField()),
                ('achievement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='picture', to='badges.achievement')),
            ],
            options={
                'verbose_name': 'picture of an achievement',
                'verbose_name_plural': 'pictures of achievements',
            },
        ),
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('suite', models.CharField(default='eddsa-rdfc-2022', editable=False, max_length=30)),
                ('did', models.CharField(max_length=300, verbose_name='issuer')),
                ('public', models.CharField(max_length=100, unique=True, verbose_name='public key')),
                ('sealed', models.TextField(blank=True, editable=False)),
                ('began_at', models.DateTimeField(verbose_name='signs from')),
                ('retired_at', models.DateTimeField(null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'signing key',
                'verbose_name_plural': 'signing keys',
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('suite',), name='badges_one_key_signs'), models.CheckConstraint(condition=models.Q(('retired_at', None), ('sealed', ''), _connector='XOR'), name='badges_retired_keys_are_destroyed')],
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(default=rounds.badges.models.new_code, max_length=32, unique=True)),
                ('credential', models.TextField(blank=True)),
                ('fingerprint', models.CharField(max_length=64)),
                ('status_index', models.PositiveBigIntegerField(unique=True)),
                ('hundredths', models.PositiveIntegerField(default=0, verbose_name='credit, in hundredths')),
                ('awarded_at', models.DateTimeField(verbose_name='awarded')),
                ('is_public', models.BooleanField(default=False, verbose_name='has a page for everybody')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='taken back')),
                ('revoked_reason', models.CharField(blank=True, max_length=300, verbose_name='why')),
                ('achievement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='badges.achievement')),
                ('awarded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to=settings.AUTH_USER_MODEL)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='badges.signingkey')),
            ],
            options={
                'verbose_name': 'badge',
                'verbose_name_plural': 'badges',
                'indexes': [models.Index(condition=models.Q(('revoked_at', None), _negated=True), fields=['status_index'], name='badges_taken_back')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('user', 'achievement'), name='badges_awarded_once'), models.CheckConstraint(condition=models.Q(('revoked_reason', ''), models.Q(('revoked_at', None), _negated=True), _connector='OR'), name='badges_reason_of_what_is_taken_back')],
            },
        ),
        migrations.RunPython(refuse, allow),
        migrations.RunPython(let_editors_award, migrations.RunPython.noop),
    ]
