"""One's meetings for a calendar program. The address is the key."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from rounds.core.secret_pages import secret
from rounds.residency.facts import Whole, whole_of
from rounds.residency.icalendar import Event, calendar
from rounds.residency.models import Chief, Cohort, Meeting, Place


@secret
def feed(request: HttpRequest, key: str) -> HttpResponse:
    whose = _whose(key)
    if whose is None:
        raise Http404
    at = timezone.now()
    whole = whole_of(whose.cohort, at)
    group = whose.chief if isinstance(whose, Place) else whose
    meetings = whose.cohort.meetings.in_order()
    text = calendar(whose.cohort.title, [_event(whole, one, group) for one in meetings], at=at)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _whose(key: str) -> Place | Chief | None:
    if not key.isprintable():
        return None
    places = Place.objects.held().select_related("cohort__program", "chief")
    chiefs = Chief.objects.filter(ended_at=None).select_related("cohort__program")
    return places.filter(calendar_key=key).first() or chiefs.filter(calendar_key=key).first()


def _event(whole: Whole, meeting: Meeting, group: Chief | None) -> Event:
    cohort, rotation = whole.cohort, whole.rotation(meeting, group)
    return Event(
        uid=f"meeting-{meeting.pk}@{settings.PUBLIC_URL.partition('://')[2]}",
        title=f"{meeting.title}: {rotation.title}" if rotation else meeting.title,
        begins_at=meeting.begins_at,
        ends_at=meeting.ends_at,
        text="\n".join(one for one in (meeting.text, cohort.link) if one),
        location=cohort.location or cohort.link,
        url=settings.PUBLIC_URL + reverse("residency:cohort", args=[cohort.slug]),
        sequence=meeting.version,
        is_cancelled=meeting.taken_out_at is not None or cohort.state == Cohort.State.CANCELLED,
    )
