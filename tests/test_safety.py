"""What a real installation refuses to start with."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.safety import read_allowances, refuse_unsafe

SAFE = {
    "secret_key": "4f0c9f1e7d2b8a6350b1c7e9d3f2a8460c5e7b9d1f3a2c48e6",
    "debug": False,
    "allowed_hosts": ["rounds.example"],
    "public_url": "https://rounds.example",
    "sample": False,
    "behind_proxy": True,
    "proxy_hops": 1,
    "fetch_allows": (),
}


def test_a_safe_installation_starts():
    refuse_unsafe(**SAFE)


@pytest.mark.parametrize(
    ("setting", "unsafe", "named"),
    [
        ("secret_key", "", "SECRET_KEY"),
        ("proxy_hops", 0, "PROXY_HOPS"),
        ("secret_key", "for-development-only", "SECRET_KEY"),
        ("secret_key", "ab" * 40, "SECRET_KEY"),
        (
            "secret_key",
            "django-insecure-" + "4f0c9f1e7d2b8a6350b1c7e9d3f2a8460c5e7b9d1f3a2c48e6",
            "SECRET_KEY",
        ),
        ("debug", True, "DEBUG"),
        ("allowed_hosts", [], "ALLOWED_HOSTS"),
        ("allowed_hosts", ["rounds.example", "*"], "ALLOWED_HOSTS"),
        ("public_url", "http://rounds.example", "PUBLIC_URL"),
        ("sample", True, "SAMPLE"),
        ("fetch_allows", (("127.0.0.1", 8801),), "FETCH_ALLOWS"),
    ],
)
def test_an_unsafe_setting_is_refused_and_named_alone(setting, unsafe, named):
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_unsafe(**{**SAFE, setting: unsafe})
    assert [line.split(":")[0].strip() for line in str(refusal.value).splitlines()[1:]] == [named]


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of its own, with nothing but this environment."""
    tell = "from config import settings as s; print(s.DEBUG, s.SAMPLE, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)"
    return subprocess.run(
        [sys.executable, "-c", tell],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_with_nothing_set_names_everything_that_is_missing_at_once():
    refused = start(PRODUCTION="1")
    assert refused.returncode != 0
    assert [
        name for name in ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL") if f"  {name}:" not in refused.stderr
    ] == []


def test_production_that_is_safe_has_secure_cookies_and_hsts():
    started = start(
        PRODUCTION="1",
        SECRET_KEY=SAFE["secret_key"],
        ALLOWED_HOSTS="rounds.example",
        PUBLIC_URL="https://rounds.example",
    )
    assert (started.returncode, started.stdout) == (0, "False False True 31536000\n")


@pytest.mark.parametrize("name", ["PRODUCTION", "SAMPLE", "DEBUG"])
def test_a_slip_of_the_finger_is_refused_and_not_taken_for_no(name):
    refused = start(**{name: "ture"})
    assert refused.returncode != 0
    assert f"  {name}:" in refused.stderr


def test_visits_may_be_let_through_to_servers_on_loopback_and_nowhere_else():
    assert read_allowances([]) == ()
    assert read_allowances(["127.0.0.1:8801", "[::1]:8802"]) == (("127.0.0.1", 8801), ("::1", 8802))
    refused = [
        "10.0.0.1:80",
        "8.8.8.8:53",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "localhost:80",
    ]
    for place in refused:
        with pytest.raises(ImproperlyConfigured, match="FETCH_ALLOWS"):
            read_allowances(["127.0.0.1:8801", place])


def test_production_refuses_to_let_visits_through_to_its_own_machine():
    refused = start(
        PRODUCTION="1",
        SECRET_KEY=SAFE["secret_key"],
        ALLOWED_HOSTS="rounds.example",
        PUBLIC_URL="https://rounds.example",
        FETCH_ALLOWS="127.0.0.1:8801",
    )
    assert refused.returncode != 0
    assert "  FETCH_ALLOWS:" in refused.stderr


def test_with_nothing_set_it_is_a_sample_without_debug_that_answers_on_this_machine():
    assert start().stdout == "False True False 0\n"
    assert start(PRODUCTION="", SAMPLE="on", DEBUG="no").stdout == "False True False 0\n"


def test_the_image_which_listens_to_everybody_is_production_unless_somebody_says_otherwise():
    assert "\nENV PRODUCTION=true\n" in (settings.BASE_DIR / "deploy" / "Containerfile").read_text()
