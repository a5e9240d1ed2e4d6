import django.db.models.deletion
import rounds.fellows.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('badges', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(choices=[('title', 'Title'), ('overview', 'Project overview'), ('background', 'Background'), ('plan', 'Strategic plan'), ('results', 'Results'), ('observations', 'Observations'), ('summary', 'Summary')], max_length=14)),
                ('text', models.TextField(blank=True, max_length=12000)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'section of a report',
                'verbose_name_plural': 'sections of reports',
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(storage=rounds.fellows.models.private, upload_to='fellows/')),
                ('caption', models.CharField(max_length=300, verbose_name='caption')),
                ('alt', models.CharField(max_length=300, verbose_name='what it shows')),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'picture of a report',
                'verbose_name_plural': 'pictures of reports',
            },
        ),
        migrations.CreateModel(
            name='Sharing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('talk', 'Talk'), ('article', 'Article'), ('webinar', 'Webinar'), ('podcast', 'Podcast'), ('other', 'Other')], max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('venue', models.CharField(max_length=200, verbose_name='where')),
                ('on', models.DateField(verbose_name='when')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='link')),
            ],
            options={
                'verbose_name': 'sharing of results',
                'verbose_name_plural': 'sharings of results',
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'wording of a section',
                'verbose_name_plural': 'wordings of sections',
            },
        ),
        migrations.CreateModel(
            name='Fellow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('about', models.TextField(blank=True, max_length=2000, verbose_name='about you')),
                ('is_public', models.BooleanField(default=False, verbose_name='my portfolio is public')),
                ('shows_level', models.BooleanField(default=True, verbose_name='my level stands beside my name')),
                ('shows_plan', models.BooleanField(default=False, verbose_name='the accepted plan can be read from it')),
                ('created_at', models.DateTimeField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fellow', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'fellow',
                'verbose_name_plural': 'fellows',
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('slot', models.PositiveSmallIntegerField()),
                ('named_at', models.DateTimeField()),
                ('verdict', models.CharField(blank=True, choices=[('award', 'Award it'), ('return', 'Return it')], max_length=8)),
                ('reasons', models.TextField(blank=True, max_length=4000, verbose_name='reasons')),
                ('decided_at', models.DateTimeField(null=True)),
                ('named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'opinion on a step',
                'verbose_name_plural': 'opinions on steps',
                'permissions': [('review_fellow', 'Can review the steps of fellows')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('bronze', 'Bronze'), ('silver', 'Silver'), ('gold', 'Gold'), ('platinum', 'Platinum')], max_length=10)),
                ('state', models.CharField(choices=[('open', 'Under way'), ('sent', 'In review'), ('returned', 'Returned'), ('awarded', 'Awarded'), ('taken_back', 'Taken back')], default='open', max_length=10)),
                ('state_since', models.DateTimeField()),
                ('began_at', models.DateTimeField()),
                ('earliest_at', models.DateTimeField(null=True)),
                ('round', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('awarded_at', models.DateTimeField(null=True)),
                ('taken_part', models.TextField(blank=True, max_length=2000, verbose_name='where you took part in the network')),
                ('reason', models.TextField(blank=True, max_length=4000, verbose_name='reasons')),
                ('taken_back_why', models.TextField(blank=True, max_length=4000, verbose_name='why it was taken back')),
                ('award', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='badges.award')),
                ('fellow', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='fellows.fellow')),
                ('nominated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'step of a fellow',
                'verbose_name_plural': 'steps of fellows',
                'permissions': [('run_fellows', 'Can run the fellows: name reviewers, nominate, take back')],
            },
        ),
    ]
