"""What an organization's staff learn, on the desk of whoever leads the network there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rounds.courses import retention
from rounds.courses.groups import FEWEST
from rounds.memberships.models import Seat
from rounds.memberships.views.desk import Desk, desk, shown


@require_safe
@desk
def learning(request: HttpRequest, at: Desk) -> HttpResponse:
    """Of those with a seat in the term that counts; of groups alone."""
    held = Seat.objects.held().filter(term=at.term) if at.term else Seat.objects.none()
    people = set(held.values_list("user", flat=True))
    taught, others = retention.of_staff(people, at.day) if len(people) >= FEWEST else ([], [])
    context = {"taught": taught, "others": others, "is_small": len(people) < FEWEST, "fewest": FEWEST}
    return render(request, "courses/staff.html", shown(request, at, context))
