"""Names of places as they stand in a sentence."""

from django.utils.translation import gettext as _

from rounds.core.countries import country_name

# Of these English says "the".
_WITH_ARTICLE = frozenset({
    "AE", "BS", "CD", "CF", "CG", "DO", "FK", "GB", "GM", "KY", "MH", "NL", "PH", "SB", "US", "VG", "VI",
})  # fmt: skip


def within(country: str) -> str:
    """As it stands after "in": "the United States", "France"."""
    name = country_name(country)
    return _("the %(country)s") % {"country": name} if country in _WITH_ARTICLE else name
