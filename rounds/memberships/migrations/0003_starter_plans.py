"""The plans that a new installation begins with. Staff change them; what is there already stays."""

from django.db import migrations

FREE = ["guest"]
MEMBER = ["guest", "member"]
STAFF_OF_MEMBERS = ["guest", "member", "organization"]
BOARD = ["guest", "member", "board"]

PLANS = [
    {
        "slug": "guest",
        "kind": "guest",
        "name": "Guest",
        "summary": "Look around before you join.",
        "brings": "Samples of lessons, toolkits and recordings\nThe newsletter, if you want it\nA profile of your own",
        "zones": FREE,
        "order": 1,
    },
    {
        "slug": "student",
        "kind": "student",
        "name": "Student",
        "summary": "For those who are still learning their profession.",
        "brings": "The whole resource library\nWebinars and their recordings\nThe member directory",
        "zones": MEMBER,
        "price_cents": 25_00,
        "approval": "staff",
        "order": 2,
    },
    {
        "slug": "individual",
        "kind": "individual",
        "name": "Individual",
        "summary": "For one person who wants to do it well.",
        "brings": "The whole resource library\nWebinars and their recordings\nThe member directory\n"
        "A record of your training",
        "zones": MEMBER,
        "price_cents": 95_00,
        "points_percent": 50,
        "order": 3,
    },
    {
        "slug": "organization",
        "kind": "organization",
        "name": "Organization",
        "summary": "For a hospital, health system or association, with seats for its staff.",
        "brings": "Everything that individual members have, for each seat\nA network leader who hands out seats\n"
        "Points to give to colleagues\nMaterial for staff training, policies and strategy\n"
        "Your place in the network of organizations",
        "zones": STAFF_OF_MEMBERS,
        "extra_seat_cents": 50_00,
        "points_percent": 50,
        "on_terms": True,
        "approval": "staff",
        "order": 4,
    },
    {
        "slug": "honorary",
        "kind": "honorary",
        "name": "Honorary",
        "summary": "For long service to the network.",
        "brings": "Everything that individual members have, without dues",
        "zones": MEMBER,
        "is_offered": False,
        "order": 5,
    },
    {
        "slug": "advisory-board",
        "kind": "honorary",
        "name": "Advisory board",
        "summary": "For those who advise the network, while they do.",
        "brings": "Everything that individual members have, without dues\nThe papers of the board",
        "zones": BOARD,
        "is_offered": False,
        "order": 6,
    },
]
BANDS = [  # yearly revenue from, dues, seats
    (0, 500_00, 5),
    (5_000_000, 1_500_00, 10),
    (50_000_000, 4_000_00, 20),
    (250_000_000, 8_000_00, 40),
    (1_000_000_000, 15_000_00, 80),
]
QUESTIONS = [
    ("student", "Where do you study, and until when?", "line", True),
    ("organization", "What would you like to reach with social media in the next year?", "text", False),
]


def make_plans(apps, schema_editor):
    model = apps.get_model("memberships", "Plan")
    if model.objects.exists():
        return
    plans = {fields["slug"]: model.objects.create(**fields) for fields in PLANS}
    bands = apps.get_model("memberships", "PlanBand").objects
    for revenue_from, dues_cents, seats in BANDS:
        bands.create(
            plan=plans["organization"], revenue_from=revenue_from, dues_cents=dues_cents, seats=seats
        )
    questions = apps.get_model("memberships", "PlanQuestion").objects
    for slug, text, kind, is_required in QUESTIONS:
        questions.create(plan=plans[slug], text=text, kind=kind, is_required=is_required)


class Migration(migrations.Migration):
    dependencies = [("memberships", "0002_terms_never_change")]
    operations = [migrations.RunPython(make_plans, migrations.RunPython.noop)]
