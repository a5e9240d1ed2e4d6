import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('billing', '0003_treasurers'),
        ('courses', '0003_who_may'),
        ('memberships', '0006_called_back_and_told_again'),
        ('plans', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Cohort',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('mode', models.CharField(choices=[('online', 'Online'), ('in_person', 'In person')], max_length=10, verbose_name='where')),
                ('location', models.CharField(blank=True, max_length=300, verbose_name='address of the room')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='link to the meeting')),
                ('time_zone', models.CharField(max_length=60, verbose_name='time zone')),
                ('begins_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('plan_due_on', models.DateField(blank=True, null=True, verbose_name='strategic plan due on')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('fee_cents', models.PositiveIntegerField(default=0, verbose_name='fee')),
                ('takes_points', models.BooleanField(default=True, verbose_name='points pay the fee')),
                ('applications_close_at', models.DateTimeField(verbose_name='applications close')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'Open for applications'), ('running', 'Running'), ('ended', 'Ended'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('announced_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancelled_why', models.TextField(blank=True, max_length=2000, verbose_name='why it is cancelled')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'cohort',
                'verbose_name_plural': 'cohorts',
                'permissions': [('run_residency', 'Can run the residency: cohorts, applications, chiefs')],
            },
        ),
        migrations.CreateModel(
            name='Chief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField()),
                ('named_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('calendar_key', models.CharField(blank=True, max_length=40)),
                ('read_at', models.DateTimeField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chief_of', to=settings.AUTH_USER_MODEL)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chiefs', to='residency.cohort')),
            ],
            options={
                'verbose_name': 'chief resident',
                'verbose_name_plural': 'chief residents',
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(blank=True, max_length=200, verbose_name='what you do')),
                ('why', models.TextField(blank=True, max_length=4000, verbose_name='why you want to come')),
                ('access_needs', models.TextField(blank=True, max_length=1000, verbose_name='what we should prepare for you')),
                ('wants_points', models.BooleanField(default=False, verbose_name='pay the fee with points')),
                ('state', models.CharField(choices=[('draft', 'Not sent yet'), ('sent', 'Sent'), ('waiting', 'On the waiting list'), ('placed', 'Has a place'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('state_since', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('waiting_since', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True, max_length=2000, verbose_name='reason')),
                ('settled_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='residency_applications', to=settings.AUTH_USER_MODEL)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='residency.cohort')),
            ],
            options={
                'verbose_name': 'application to a cohort',
                'verbose_name_plural': 'applications to cohorts',
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('talk', 'Talk'), ('rotation', 'Rotations'), ('group', 'Group work'), ('break', 'Break')], max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.CharField(blank=True, max_length=600, verbose_name='what for')),
                ('begins_at', models.DateTimeField(verbose_name='begins')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('round', models.PositiveSmallIntegerField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('taken_out_at', models.DateTimeField(null=True)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='residency.cohort')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.PositiveSmallIntegerField(null=True)),
                ('began_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('left_why', models.TextField(blank=True, max_length=2000, verbose_name='why they left')),
                ('completed_at', models.DateTimeField(null=True)),
                ('completed_why', models.TextField(blank=True, max_length=2000)),
                ('calendar_key', models.CharField(blank=True, max_length=40)),
                ('read_at', models.DateTimeField(null=True)),
                ('told_at', models.DateTimeField(null=True)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='place', to='residency.application')),
                ('chief', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='residents', to='residency.chief')),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='residents', to='residency.cohort')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='capstone_of', to='plans.strategicplan')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='residencies', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'resident',
                'verbose_name_plural': 'residents',
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='note')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='residency.place')),
            ],
            options={
                'verbose_name': 'note of a chief',
                'verbose_name_plural': 'notes of chiefs',
            },
        ),
        migrations.CreateModel(
            name='Fee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cents', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('given_back_at', models.DateTimeField(null=True)),
                ('invoice', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='billing.invoice')),
                ('points', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.pointsoperation')),
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fee', to='residency.place')),
            ],
            options={
                'verbose_name': 'fee',
                'verbose_name_plural': 'fees',
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('present', 'Present'), ('absent', 'Absent'), ('excused', 'Excused')], max_length=8)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='residency.meeting')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='residency.place')),
            ],
            options={
                'verbose_name': 'attendance',
                'verbose_name_plural': 'attendances',
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='what you say')),
                ('at', models.DateTimeField()),
                ('taken_out_at', models.DateTimeField(null=True)),
                ('answers', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='residency.post')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='residency.chief')),
                ('taken_out_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'post in a group',
                'verbose_name_plural': 'posts in groups',
            },
        ),
        migrations.CreateModel(
            name='Program',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('summary', models.CharField(max_length=300, verbose_name='in a sentence')),
                ('text', models.TextField(blank=True, max_length=20000, verbose_name='description')),
                ('language', models.CharField(default='en', max_length=12, verbose_name='language')),
                ('share_present', models.PositiveSmallIntegerField(default=80, verbose_name='attendance to complete it, in percent')),
                ('wants_plan', models.BooleanField(default=True, verbose_name='ends in a strategic plan')),
                ('created_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'residency program',
                'verbose_name_plural': 'residency programs',
                'constraints': [models.CheckConstraint(condition=models.Q(('share_present__lte', 100)), name='residency_share_of_hundred')],
            },
        ),
        migrations.CreateModel(
            name='Prerequisite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('must_pass', models.BooleanField(default=True, verbose_name='its checks have to be passed')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.course', verbose_name='course')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prerequisites', to='residency.program')),
            ],
            options={
                'verbose_name': 'prerequisite',
                'verbose_name_plural': 'prerequisites',
            },
        ),
        migrations.AddField(
            model_name='cohort',
            name='program',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cohorts', to='residency.program'),
        ),
        migrations.CreateModel(
            name='Rotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40)),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('platform', models.CharField(max_length=40, verbose_name='platform')),
                ('minutes', models.PositiveSmallIntegerField(default=30, verbose_name='minutes')),
                ('text', models.TextField(blank=True, max_length=40000, verbose_name='workbook')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(null=True)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rotations', to='residency.program')),
            ],
            options={
                'verbose_name': 'rotation',
                'verbose_name_plural': 'rotations',
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.PositiveSmallIntegerField(default=1, verbose_name='day')),
                ('begins', models.PositiveSmallIntegerField(verbose_name='begins')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('kind', models.CharField(choices=[('talk', 'Talk'), ('rotation', 'Rotations'), ('group', 'Group work'), ('break', 'Break')], max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.CharField(blank=True, max_length=600, verbose_name='what for')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='residency.program')),
            ],
            options={
                'verbose_name': 'slot',
                'verbose_name_plural': 'slots',
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40)),
                ('title', models.CharField(max_length=200, verbose_name='task')),
                ('text', models.TextField(blank=True, max_length=8000, verbose_name='how')),
                ('is_public', models.BooleanField(default=False, verbose_name='is done in public')),
                ('is_optional', models.BooleanField(default=False, verbose_name='may be left out')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('retired_at', models.DateTimeField(null=True)),
                ('rotation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='residency.rotation')),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
            },
        ),
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=10000, verbose_name='your work')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='where it can be seen')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='works', to='residency.place')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='works', to='residency.task')),
            ],
            options={
                'verbose_name': 'work',
                'verbose_name_plural': 'works',
            },
        ),
        migrations.AddConstraint(
            model_name='chief',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('cohort', 'user'), name='residency_chief_once'),
        ),
        migrations.AddConstraint(
            model_name='chief',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('cohort', 'group'), name='residency_group_once'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(fields=('cohort', 'user'), name='residency_applied_once'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('waiting_since__isnull', False)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('waiting_since', None)), _connector='OR'), name='residency_waiting_has_a_place_in_line'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['cohort', 'begins_at'], name='residency_meetings_in_order'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='residency_meeting_lasts'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('round', None), models.Q(('kind', 'rotation'), ('round__gte', 1)), _connector='OR'), name='residency_rounds_of_rotations'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('cohort', 'user'), name='residency_resident_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('chief', 'seat'), name='residency_seat_once'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('chief', None), ('seat', None)), models.Q(('chief__isnull', False), ('seat__gte', 1), ('seat__lte', 8)), _connector='OR'), name='residency_eight_to_a_chief'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('left_at', None), ('completed_at', None), _connector='OR'), name='residency_left_or_completed'),
        ),
        migrations.AddConstraint(
            model_name='fee',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('invoice', None), ('points__isnull', False)), models.Q(('invoice__isnull', False), ('points', None)), _connector='OR'), name='residency_invoice_or_points'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'place'), name='residency_attendance_once'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['group', 'at'], name='residency_posts_in_order'),
        ),
        migrations.AddConstraint(
            model_name='prerequisite',
            constraint=models.UniqueConstraint(fields=('program', 'course'), name='residency_prerequisite_once'),
        ),
        migrations.AddConstraint(
            model_name='cohort',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('begins_on'))), name='residency_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='cohort',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='residency_some_places'),
        ),
        migrations.AddConstraint(
            model_name='cohort',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('state', 'cancelled')), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at', None)), _connector='OR'), name='residency_cancelled_has_moment'),
        ),
        migrations.AddConstraint(
            model_name='rotation',
            constraint=models.UniqueConstraint(fields=('program', 'key'), name='residency_rotation_once'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.CheckConstraint(condition=models.Q(('begins__lt', 1440), ('day__gte', 1), ('minutes__gte', 5)), name='residency_slot_in_a_day'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('rotation', 'key'), name='residency_task_once'),
        ),
        migrations.AddConstraint(
            model_name='work',
            constraint=models.UniqueConstraint(fields=('place', 'task'), name='residency_work_once'),
        ),
    ]
