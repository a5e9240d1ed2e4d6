import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('fellows', '0002_initial'),
        ('residency', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='step',
            name='residency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residency.place'),
        ),
        migrations.AddField(
            model_name='sharing',
            name='step',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sharings', to='fellows.step'),
        ),
        migrations.AddField(
            model_name='picture',
            name='step',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='fellows.step'),
        ),
        migrations.AddField(
            model_name='passage',
            name='step',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='fellows.step'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='step',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='fellows.step'),
        ),
        migrations.AddField(
            model_name='wording',
            name='passage',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='fellows.passage'),
        ),
        migrations.AddConstraint(
            model_name='fellow',
            constraint=models.CheckConstraint(condition=models.Q(('slug__in', ('guidelines', 'about')), _negated=True), name='fellows_address_is_free'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('fellow', 'level'), name='fellows_step_once'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('awarded_at__isnull', False), ('state', 'awarded')), models.Q(('state', 'awarded'), _negated=True), _connector='OR'), name='fellows_awarded_has_moment'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('sent_at', None), ('earliest_at', None), ('sent_at__gte', models.F('earliest_at')), _connector='OR'), name='fellows_sent_after_the_clock'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('caption', ''), _negated=True), models.Q(('alt', ''), _negated=True)), name='fellows_picture_has_words'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('step', 'key'), name='fellows_passage_once'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(fields=('step', 'round', 'slot'), name='fellows_two_reviewers'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(fields=('step', 'round', 'reviewer'), name='fellows_reviewer_once'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('slot__gte', 1), ('slot__lte', 2)), name='fellows_slot_one_or_two'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', ''), ('decided_at', None)), models.Q(models.Q(('verdict', ''), _negated=True), models.Q(('reasons', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='fellows_verdict_has_reasons'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(fields=('passage', 'number'), name='fellows_wording_once'),
        ),
    ]
