"""Whoever changes who is in a cohort holds its row first, so that places and seats are counted by one at a time."""

from rounds.residency.models import Cohort, Place


def hold(cohort_id: int) -> Cohort:
    return Cohort.objects.select_for_update(of=("self",)).select_related("program").get(pk=cohort_id)


def held_place(place_id: int) -> tuple[Cohort, Place]:
    """A place as it stands once its cohort is held."""
    cohort = hold(Place.objects.values_list("cohort_id", flat=True).get(pk=place_id))
    place = Place.objects.select_related("user", "chief__user", "application").get(pk=place_id)
    place.cohort = cohort
    return cohort, place
