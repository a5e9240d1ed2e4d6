"""The learner's home."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core.charts import Bar, bars
from rounds.core.private_pages import private
from rounds.courses import days
from rounds.courses.home import home
from rounds.users.signed_in import person


@require_safe
@private
@login_required
def learning(request: HttpRequest) -> HttpResponse:
    user = person(request)
    found = home(user, days.today_of(user, timezone.now()))
    rows = [Bar(one.objective or one.course, one.expected, one.cards) for one in found.kept]
    chart = bars("kept", _("Cards that you are expected to know today"), rows) if rows else ""
    return render(request, "courses/learning.html", {"home": found, "chart": chart})
