"""Names of this installation, so that the examples on the page can be tried as they stand."""

from rounds.directory.grid.index import current_index
from rounds.directory.models import Listing, SubList
from rounds.organizations.models import Identifier

NONE_YET: dict[str, object] = {
    "organization": "example-hospital-sample",
    "account": 1,
    "address": "https://x.com/example",
    "scheme": "ccn",
    "value": "240010",
    "sub_list": "us-hospitals",
}


def names() -> dict[str, object]:
    """The organization with the most accounts, the first of these, and an identifier and a sub-list."""
    index = current_index()
    found = dict(NONE_YET)
    first = Listing.objects.theirs().select_related("account", "organization")
    fullest = index.ids[index.orders["accounts"][0]] if index.listed else 0
    if listing := first.filter(organization=fullest).order_by("pk").first():
        account = listing.account
        found |= {
            "organization": listing.organization.slug,
            "account": account.pk,
            "address": account.address,
        }
    if identifier := Identifier.objects.filter(organization__status="active").order_by("pk").first():
        found |= {"scheme": identifier.scheme, "value": identifier.value}
    if sub_list := SubList.objects.order_by("order", "name").first():
        found["sub_list"] = sub_list.slug
    return found
