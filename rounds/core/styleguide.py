"""`/styleguide/`: every component in every state. What stands here is under the accessibility test."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core.merging import Piece
from rounds.core.styleguide_charts import charts
from rounds.core.templatetags.core import PROOF_ICONS, icon_names
from rounds.core.templatetags.platform_tiles import TILES
from rounds.core.ways import Way


class Event(NamedTuple):
    at: datetime
    what: str
    who: str
    detail: str


class Account(NamedTuple):
    platform: str
    name: str
    label: str
    address: str


class Row(NamedTuple):
    name: str
    place: str
    type: str
    accounts: list[Account]
    proof: str
    proof_label: str
    seen_on: date | None


class SampleForm(forms.Form):
    name = forms.CharField(label="Name of the organization", help_text="As it stands on its own website.")
    email = forms.EmailField(label="Your e-mail address", help_text="We send one message, to confirm it.")
    country = forms.ChoiceField(
        label="Country", choices=[("", "Choose"), ("US", "United States"), ("CA", "Canada")]
    )
    note = forms.CharField(label="Anything we should know", widget=forms.Textarea, required=False)
    role = forms.ChoiceField(
        label="Who are you?",
        choices=[
            ("speaks", "I speak for the organization"),
            ("staff", "I work there"),
            ("other", "Somebody else"),
        ],
        widget=forms.RadioSelect,
        help_text="It changes how we check, not whether we do.",
    )
    platforms = forms.MultipleChoiceField(
        label="Where does it have accounts?",
        choices=[("youtube", "YouTube"), ("facebook", "Facebook"), ("x", "X (Twitter)")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agrees = forms.BooleanField(
        label="I may send this in", help_text="Ask your communications office if you are not sure."
    )


COLORS = (
    ("paper", "the ground"),
    ("paper-raised", "fields, cards"),
    ("paper-sunken", "footer, quiet areas"),
    ("ink", "text"),
    ("ink-soft", "text beside the point"),
    ("line", "hairlines"),
    ("line-firm", "edges of fields"),
    ("green", "the house: links, where you are"),
    ("green-tint", "chosen"),
    ("accent", "the next thing to do"),
    ("accent-tint", "its ground"),
    ("info", "good to know"),
    ("warning", "look out"),
    ("problem", "something is wrong"),
)
PROOF_LABELS = {
    "official-mutual": "Official, both ways",
    "official-site": "Official, by its own site",
    "official-attested": "Official, attested",
    "reported": "Reported",
    "stale": "Out of date",
    "disputed": "Disputed",
    "released": "No longer theirs",
}
ROWS = [
    Row(
        "Northfield General Hospital",
        "Northfield, Minnesota, United States",
        "Hospital",
        [
            Account("youtube", "YouTube", "@northfieldgeneral", "https://example.org/1"),
            Account("facebook", "Facebook", "northfieldgeneral", "https://example.org/2"),
            Account("x", "X (Twitter)", "@northfieldgh", "https://example.org/3"),
        ],
        "official-attested",
        "Official, attested",
        date(2026, 5, 4),
    ),
    Row(
        "Hôpital Sainte-Odile",
        "Strasbourg, Grand Est, France",
        "Hospital",
        [Account("mastodon", "Mastodon", "@sainteodile@sante.example", "https://example.org/4")],
        "reported",
        "Reported",
        date(2026, 2, 11),
    ),
    Row(
        "Lake County Patients’ Association",
        "Waukegan, Illinois, United States",
        "Patient organization",
        [],
        "",
        "",
        None,
    ),
]
EVENTS = [
    Event(
        datetime(2026, 5, 4, tzinfo=UTC),
        "Confirmed by a representative",
        "",
        "The account on YouTube was renewed for a year.",
    ),
    Event(datetime(2026, 2, 11, tzinfo=UTC), "Account added: Facebook", "a moderator", ""),
    Event(datetime(2025, 11, 2, tzinfo=UTC), "Entered the List", "", ""),
]


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    context = {
        "colors": COLORS,
        "sizes": ("h1", "h2", "h3", "lede", "body", "table", "small"),
        "icons": sorted(icon_names()),
        "tiles": sorted(TILES),
        "proofs": [(status, PROOF_LABELS[status]) for status in PROOF_ICONS],
        "form": SampleForm(prefix="clean"),
        "faulty": SampleForm({"wrong-email": "nobody", "wrong-name": "Northfield"}, prefix="wrong"),
        "tabs": [
            (Way("#ways", "Overview", "person"), ""),
            (Way("#ways", "Membership", "people"), "page"),
            (Way("#ways", "Invoices", "document"), ""),
        ],
        "trail": [
            (_("The List"), "/list/"),
            ("United States", "/list/?country=US"),
            ("Northfield General Hospital", ""),
        ],
        "facts": [
            ("Type", "Hospital", "CMS, June 2026"),
            ("Beds", "212", "HIFLD, 2023"),
            ("CCN", "240071", ""),
        ],
        "events": EVENTS,
        "changes": [
            ("Website", "http://northfield.example", "https://www.northfield.example"),
            ("Phone", "", "+1 507 555 0100"),
        ],
        "pieces": [
            Piece("same", "Ask "),
            Piece("out", "the office"),
            Piece("in", "the privacy officer"),
            Piece("same", " first."),
        ],
        "steps": ["The organization", "Its accounts", "About you"],
        "rows": ROWS,
        "charts": charts(),
        "quarters": [("2025, third", 312, 5381), ("2025, fourth", 401, 5381), ("2026, first", 468, 5385)],
    }
    return render(request, "core/styleguide.html", context)
