"""Two editions of a course beside each other. The newer may be the draft."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.courses.differing import How, between
from rounds.courses.models import Edition
from rounds.courses.parts import parts_of
from rounds.courses.views.office.showing import above, authors, show


@require_safe
@authors
def changes(request: HttpRequest, pk: int, old: int, new: int) -> HttpResponse:
    editions = Edition.objects.select_related("course")
    earlier = get_object_or_404(editions, course_id=pk, number=old)
    later = get_object_or_404(editions, course_id=pk, number=new)
    differences = between(parts_of(earlier), parts_of(later))
    context = {
        "edition": later,
        "earlier": earlier,
        "differences": [one for one in differences if one.how != How.SAME],
        "same": [one for one in differences if one.how == How.SAME],
    }
    told = {"old": old, "new": new}
    title = _("From edition %(old)s to %(new)s") % told
    return show(request, "changes", title, context, above(later))
