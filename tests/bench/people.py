"""A made-up network of 100,000 people who want to be found, and how fast members find one another among them."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from statistics import median

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from rounds.core import zones
from rounds.users.models import (
    Credential,
    Profile,
    ProfileLanguage,
    ProfileTopic,
    ProfileWord,
    User,
)
from rounds.users.people.topics import key_of
from rounds.users.people.words import order_of, words_of
from tests.bench.figures import Figure, _get

PEOPLE = 100_000
ROUNDS = 100
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_SYLLABLES = "an ba ca da el fa ga ha in jo ka la ma na or pa qui ra sa ta u va wi xo ya zo".split()  # noqa: SIM905
_HEADLINES = (
    "Communications lead for rural health",
    "Nurse educator and podcaster",
    "Digital strategy at a children's hospital",
    "Patient advocate after sepsis",
    "Social media manager",
    "Research on health literacy",
    "Head of internal communication",
    "Video producer for surgery",
    "Listens to patients online",
    "Crisis communication in two languages",
)
_ABOUT = (
    "health",
    "podcasts",
    "stories",
    "research",
    "strategy",
    "video",
    "safety",
    "nutrition",
    "cancer",
    "sepsis",
)
_TOPICS = [f"{one} {two}".strip() for one in ("Rural", "Digital", "Child", "Mental", "") for two in _ABOUT]
_LANGUAGES = ["en"] * 12 + ["es"] * 5 + ["de", "fr", "pt", "zh", "ar", "hi", "ru", "ja", "ase", "vi"]
_CREDENTIALS = ["RN"] * 6 + ["MD"] * 4 + ["MPH", "PharmD", "DO", "NP", "PhD", "LCSW"]


@transaction.atomic
def seed(people: int = PEOPLE) -> None:
    chance = random.Random(1865)
    firsts, lasts = _names(chance, 600), _names(chance, 8_000)
    made = _in_bulk(User, (_user(number, chance, firsts, lasts) for number in range(people)))
    _in_bulk(
        EmailAddress,
        (EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in made),
    )
    profiles = _in_bulk(Profile, (_profile(one, chance) for one in made))
    topics = {one.pk: chance.sample(_TOPICS, chance.randrange(5)) for one in profiles}
    _in_bulk(ProfileTopic, (row for one in profiles for row in _topics(one, topics[one.pk])))
    _in_bulk(ProfileLanguage, (row for one in profiles for row in _languages(one, chance)))
    _in_bulk(ProfileWord, (row for one in profiles for row in _words(one, topics[one.pk])))
    _in_bulk(Credential, (_credential(one, chance) for one in made if chance.random() < 0.3))


def are_others() -> bool:
    """Whether this is a database that somebody uses: made-up people do not belong there."""
    return User.objects.exists() and not User.objects.filter(email="person0@example-0.org").exists()


def figures() -> list[Figure]:
    zones.enter("bench", lambda user: ["member"])
    if not Profile.objects.exists():
        print(f"Making {PEOPLE:,} people …", flush=True)
        seed()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    chance = random.Random(11)
    cookie = _sign_in()
    names = list(User.objects.exclude(name="").order_by("pk").values_list("name", flat=True)[:20_000])
    slugs = list(Profile.objects.order_by("pk").values_list("slug", flat=True)[:5_000])
    after = _places(chance)
    asked: list[tuple[str, Callable[[], str]]] = [
        ("people, first page", lambda: "/members/"),
        ("people, a page further on", lambda: f"/members/?after={chance.choice(after)}"),
        ("people, a whole name", lambda: f"/members/?q={chance.choice(names).replace(' ', '+')}"),
        ("people, the beginning of a name", lambda: f"/members/?q={chance.choice(names)[:3]}"),
        ("people, two letters", lambda: f"/members/?q={chance.choice(names)[:2]}"),
        (
            "people, a common word and a name",
            lambda: f"/members/?q=health+{chance.choice(names).split()[1][:4]}",
        ),
        ("people, two common words", lambda: "/members/?q=podcast+communication"),
        ("people, topic and language", lambda: f"/members/?topic={chance.choice(_TOPICS)}&language=es"),
        ("people, all filters", lambda: "/members/?q=digital&topic=sepsis&language=es&credential=RN"),
        ("people, a rare credential", lambda: "/members/?credential=LCSW&language=vi"),
        ("a person's page", lambda: f"/members/{chance.choice(slugs)}/"),
        ("your profile", lambda: "/me/profile/"),
        ("your credentials", lambda: "/me/credentials/"),
    ]
    return [_figure(what, address, cookie) for what, address in asked]


def _figure(what: str, address: Callable[[], str], cookie: str) -> Figure:
    _get(address(), HTTP_COOKIE=cookie)
    times = []
    for _ in range(ROUNDS):
        asked = address().replace(" ", "+")
        began = time.perf_counter()
        _get(asked, HTTP_COOKIE=cookie)
        times.append((time.perf_counter() - began) * 1_000)
    with CaptureQueriesContext(connection) as queries:
        _get(address().replace(" ", "+"), HTTP_COOKIE=cookie)
    p95 = sorted(times)[int(ROUNDS * 0.95)]
    return Figure(what, median(times), "ms", "<= 30 ms", str(len(queries)), f"p95 {p95:.1f} ms")


def _places(chance: random.Random) -> list[str]:
    """Where pages begin, all over the alphabet."""
    rows = Profile.objects.listed().order_by("pk").values_list("pk", "sort_name")[:2_000]
    return [f"{pk}~{name.replace(' ', '+')}" for pk, name in chance.sample(list(rows), 200)]


def _sign_in() -> str:
    user = User.objects.create_user(f"bench-{time.time_ns()}@example.org", name="Bea Bench")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _in_bulk(model, rows: Iterator) -> list:  # type: ignore[no-untyped-def, type-arg]
    made = []
    while batch := list(islice(rows, 5_000)):
        made += model.objects.bulk_create(batch, batch_size=2_000)
    return made


def _names(chance: random.Random, count: int) -> list[str]:
    """Invented, in all lengths; some begin alike, as names do."""
    found = {
        "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))).capitalize() for _ in range(count * 2)
    }
    return sorted(found)[:: max(1, len(found) // count)]


def _user(number: int, chance: random.Random, firsts: list[str], lasts: list[str]) -> User:
    """A few names are common and most are rare."""
    first = firsts[int(len(firsts) * chance.random() ** 2)]
    last = lasts[int(len(lasts) * chance.random() ** 2)]
    return User(email=f"person{number}@example-{number % 50_000}.org", name=f"{first} {last}", password="!")


def _profile(user: User, chance: random.Random) -> Profile:
    return Profile(
        user=user,
        headline=chance.choice(_HEADLINES),
        about="I began with a podcast. " * 20,
        role="Director of communication",
        is_listed=True,
        sort_name=order_of(user.name),
        changed_at=_AT,
    )


def _topics(profile: Profile, topics: list[str]) -> Iterator[ProfileTopic]:
    for place, text in enumerate(topics):
        yield ProfileTopic(profile=profile, text=text, key=key_of(text), place=place)


def _languages(profile: Profile, chance: random.Random) -> Iterator[ProfileLanguage]:
    for place, code in enumerate(dict.fromkeys(chance.choices(_LANGUAGES, k=2))):
        yield ProfileLanguage(profile=profile, code=code, place=place)


def _words(profile: Profile, topics: list[str]) -> Iterator[ProfileWord]:
    texts = (profile.user.name, profile.headline, profile.role, *topics)
    for word in dict.fromkeys(word for text in texts for word in words_of(text)):
        yield ProfileWord(profile=profile, word=word)


def _credential(user: User, chance: random.Random) -> Credential:
    return Credential(
        user=user,
        abbreviation=chance.choice(_CREDENTIALS),
        basis="npi",
        state="checked",
        stated_at=_AT,
        checked_at=_AT,
        record="the register",
        until_on=date(2099, 1, 1),
    )
