from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rounds.directory.platforms import PLATFORMS, Address, Kind, Refusal, find_all, parse
from rounds.directory.tests.platform_cases import ACCOUNTS, CHOSEN, POSTS, REFUSALS, REFUSED_CHOSEN


def cases(table):
    """(text, expected) for each indented line; what is expected stands in the line above that is not indented."""
    expected = ()
    for line in table.splitlines():
        if line.startswith(" "):
            yield line.strip(), expected
        elif line:
            expected = tuple(cell.strip() for cell in line.split("|"))


def spread(table):
    """One test for each case, named after its text."""
    return [pytest.param(text, expected, id=text) for text, expected in cases(table)]


EVERY_TEXT = [
    text for table in (ACCOUNTS, CHOSEN, POSTS, REFUSALS, REFUSED_CHOSEN) for text, _ in cases(table)
]


@pytest.mark.parametrize(("text", "expected"), spread(ACCOUNTS))
def test_an_account_is_read(text, expected):
    platform, handle, native_id, key, url = expected
    assert parse(text) == Address(platform, Kind.ACCOUNT, handle, native_id, url, key, None, text)


@pytest.mark.parametrize(("text", "expected"), spread(CHOSEN))
def test_a_name_is_enough_once_the_platform_is_chosen(text, expected):
    chosen, platform, handle, native_id, key, url = expected
    assert parse(text, chosen) == Address(platform, Kind.ACCOUNT, handle, native_id, url, key, None, text)


@pytest.mark.parametrize(("text", "expected"), spread(POSTS))
def test_a_post_or_a_page_is_told_from_an_account_and_offers_its_owner(text, expected):
    platform, kind, url, owner_url = expected
    owner = replace(parse(owner_url), submitted=text) if owner_url else None
    assert parse(text) == Address(
        platform, Kind(kind), "", "", url, url.removeprefix("https://"), owner, text
    )


@pytest.mark.parametrize(("text", "expected"), spread(REFUSALS))
def test_what_is_no_account_is_refused_for_its_reason(text, expected):
    answer = parse(text)
    assert isinstance(answer, Refusal)
    assert ((answer.code,), answer.submitted) == (expected, text)


@pytest.mark.parametrize(("text", "expected"), spread(REFUSED_CHOSEN))
def test_a_chosen_platform_does_not_lower_the_guard(text, expected):
    chosen, code = expected
    answer = parse(text, chosen)
    assert isinstance(answer, Refusal)
    assert answer.code == code


def test_there_are_at_least_five_hundred_cases():
    assert len(EVERY_TEXT) >= 500


def test_every_platform_has_its_cases():
    told = {expected[0] for _, expected in cases(ACCOUNTS)} | {expected[1] for _, expected in cases(CHOSEN)}
    assert told == set(PLATFORMS)


def test_every_platform_keeps_its_bit_for_ever():
    assert {slug: platform.bit for slug, platform in PLATFORMS.items()} == {
        "x": 0,
        "facebook": 1,
        "instagram": 2,
        "threads": 3,
        "youtube": 4,
        "linkedin": 5,
        "tiktok": 6,
        "bluesky": 7,
        "mastodon": 8,
        "pinterest": 9,
        "reddit": 10,
        "snapchat": 11,
        "flickr": 12,
        "vimeo": 13,
        "slideshare": 14,
        "medium": 15,
        "tumblr": 16,
        "substack": 17,
        "telegram": 18,
        "whatsapp": 19,
        "line": 20,
        "wechat": 21,
        "weibo": 22,
        "douyin": 23,
        "kuaishou": 24,
        "xiaohongshu": 25,
        "bilibili": 26,
        "zhihu": 27,
        "vk": 28,
        "ok": 29,
        "kakaotalk": 30,
        "naver": 31,
        "zalo": 32,
        "viber": 33,
        "truth-social": 34,
        "nextdoor": 35,
        "discord": 36,
        "twitch": 37,
        "github": 38,
        "spotify": 39,
        "apple-podcasts": 40,
        "soundcloud": 41,
        "google-plus": 42,
        "vine": 43,
        "periscope": 44,
        "foursquare": 45,
        "storify": 46,
        "scribd": 47,
        "ustream": 48,
        "myspace": 49,
        "friendfeed": 50,
        "podcast": 51,
        "blog": 52,
        "yelp": 53,
        "dailymotion": 54,
        "issuu": 55,
        "google-business": 56,
        "koo": 57,
    }


def test_closed_platforms_say_when_they_closed():
    assert {slug: platform.closed_on for slug, platform in PLATFORMS.items() if platform.closed_on} == {
        "google-plus": date(2019, 4, 2),
        "vine": date(2017, 1, 17),
        "periscope": date(2021, 3, 31),
        "foursquare": date(2024, 12, 15),
        "storify": date(2018, 5, 16),
        "ustream": date(2018, 4, 1),
        "friendfeed": date(2015, 4, 9),
        "koo": date(2024, 7, 3),
    }


def test_a_host_that_only_ends_like_facebook_is_refused():
    assert parse("https://evilfacebook.com/mayoclinic") == Refusal(
        "look-alike",
        "This address looks like facebook.com but is not: it leads somewhere else. Please open the real facebook.com"
        " and copy the address of the account from there.",
        "https://evilfacebook.com/mayoclinic",
    )


def test_a_link_that_passes_people_on_says_to_whom():
    link = "https://l.facebook.com/l.php?u=https%3A%2F%2Ftwitter.com%2FMayoClinic%3Fs%3D20&h=AT0"
    assert parse(link) == Refusal(
        "short-link",
        "This link only passes people on, to https://x.com/MayoClinic. If that is the account, please paste that"
        " address.",
        link,
    )


def test_channel_ids_that_differ_in_case_are_two_channels():
    small, large = "UCaaaaaaaaaaaaaaaaaaaaaa", "UCAAAAAAAAAAAAAAAAAAAAAA"
    keys = {parse(f"https://www.youtube.com/channel/{name}").key for name in (small, large)}
    assert keys == {f"id:{small}", f"id:{large}"}


def test_the_older_names_of_youtube_are_not_taken_for_handles():
    texts = ["@mayo", "user/mayo", "c/mayo", "mayo"]
    assert [parse(f"https://www.youtube.com/{text}").key for text in texts] == [
        "mayo",
        "user:mayo",
        "c:mayo",
        "name:mayo",
    ]


def test_names_that_a_platform_folds_have_one_key():
    same = ["https://www.facebook.com/AIDS.gov", "https://www.facebook.com/aidsgov", "fb.com/AidsGov"]
    assert {parse(text).key for text in same} == {"aidsgov"}


def test_a_text_of_ten_million_characters_is_refused_as_too_long():
    text = "https://x.com/" + "a" * 10_000_000
    assert parse(text).code == "too-long"


def test_an_empty_text_is_told_what_to_paste():
    assert [parse(text).code for text in ("", "  ", "\u200b", '""')] == ["empty"] * 4


def test_invisible_characters_inside_are_refused_and_around_are_forgiven():
    assert parse("https://x.com/Mayo\u202eClinic").code == "hidden-characters"
    assert parse("https://x.com/Mayo\x00Clinic").code == "hidden-characters"
    assert parse("https://x.com/Mayo\ud800Clinic").code == "hidden-characters"
    assert parse("\ufeffhttps://x.com/MayoClinic\u200b").key == "mayoclinic"


def found(text):
    return [
        (answer.platform, answer.handle or answer.native_id) if isinstance(answer, Address) else answer.code
        for answer in find_all(text)
    ]


def test_accounts_are_found_in_an_email_signature():
    signature = """
        Jane Doe, Social Media | Mayo Clinic | 200 First St SW, Rochester MN 55905
        Tel. +1 507-284-2511 | 507.284.2511 | press@mayoclinic.org | www.mayoclinic.org
        Follow us: facebook.com/mayoclinic, https://x.com/MayoClinic. (IG) @mayoclinic
        YouTube: https://www.youtube.com/@mayoclinic; @mayoclinic@mastodon.social
        TikTok: mayoclinic
        Blog: https://newsnetwork.mayoclinic.org/
    """
    assert found(signature) == [
        ("facebook", "mayoclinic"),
        ("x", "MayoClinic"),
        ("instagram", "mayoclinic"),
        ("youtube", "mayoclinic"),
        ("mastodon", "mayoclinic@mastodon.social"),
        ("tiktok", "mayoclinic"),
        ("blog", "newsnetwork.mayoclinic.org"),
    ]


def test_accounts_are_found_in_the_source_of_a_page():
    page = """
        <script src="https://connect.facebook.net/en_US/sdk.js"></script>
        <a href="https://www.facebook.com/sharer.php?u=https%3A%2F%2Fwww.mayoclinic.org">Share</a>
        <a href='//www.pinterest.com/mayoclinic/'>P</a> <a href=https://vk.com/mayoclinic>VK</a>
        <a href="https://www.facebook.com/profile.php?id=100354726689677&amp;ref=page">F</a>
        <script type="application/ld+json">{"sameAs":["https:\\/\\/www.flickr.com\\/photos\\/mayoclinic"]}</script>
        <img src="/logo.png"> <a href="/about.html">About</a> <a href="mailto:press@mayoclinic.org">Mail</a>
    """
    assert found(page) == [
        ("pinterest", "mayoclinic"),
        ("vk", "mayoclinic"),
        ("facebook", "100354726689677"),
        ("flickr", "mayoclinic"),
    ]


def test_accounts_are_found_in_markdown():
    text = "- [TikTok](https://www.tiktok.com/@mayoclinic)\n- **Threads** @mayoclinic\n- *X*: @MayoClinic"
    assert found(text) == [("tiktok", "mayoclinic"), ("threads", "mayoclinic"), ("x", "MayoClinic")]


def test_accounts_are_found_between_chinese_words():
    assert found("微博：https://weibo.com/whochina，关注。微信公众号: WHO_China") == [
        ("weibo", "whochina"),
        ("wechat", "WHO_China"),
    ]


def test_the_same_account_is_found_once():
    assert found("https://twitter.com/mayoclinic https://x.com/MayoClinic Twitter: @MAYOCLINIC") == [
        ("x", "mayoclinic")
    ]


def test_imitations_short_links_and_persons_are_reported():
    assert found(
        "https://facebook.com.evil.org/mayo bit.ly/3abc https://www.linkedin.com/in/jane x.com@evil.org"
    ) == [
        "look-alike",
        "short-link",
        "person",
        "userinfo",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Twitter: follow us today",
        "press@mayoclinic.org",
        "+1 507 284 2511",
        "507.284.2511",
        "www.mayoclinic.org and index.html, e.g. this.That",
        "Find us on facebook.Instagram is next",
        "@mayoclinic",
        "Size: Medium\nStay in line @noon, ok @home",
        "https://www.mayoclinic.org/about",
        "X-ray @ 9:30",
    ],
)
def test_what_is_no_account_is_left_out_in_silence(text):
    assert find_all(text) == []


def test_no_more_than_two_hundred_accounts_are_found():
    text = " ".join(f"https://x.com/clinic{number}" for number in range(500))
    assert found(text) == [("x", f"clinic{number}") for number in range(200)]


def test_text_beyond_two_hundred_thousand_characters_is_not_read():
    assert found(" " * 199_900 + "https://x.com/first " + " " * 100 + "https://x.com/second") == [
        ("x", "first")
    ]


ANYTHING = st.text(st.characters(), max_size=200)
HOSTS = st.sampled_from(sorted({host for platform in PLATFORMS.values() for host in platform.hosts}))
PATHS = st.text(st.sampled_from("/@-_.%#!?=&:+aAzZ059йéＡ\u200b"), max_size=40)
CHOICES = st.sampled_from(["", *PLATFORMS, "no-such-platform"])
MADE_UP = st.builds("{}{}/{}".format, st.sampled_from(["", "https://", "HTTP://www.", "//"]), HOSTS, PATHS)
TWISTED = st.builds(
    lambda text, place, more: text[:place] + more + text[place:],
    st.sampled_from(EVERY_TEXT),
    st.integers(0, 80),
    st.text(st.characters(), max_size=3),
)
TEXTS = st.one_of(ANYTHING, MADE_UP, TWISTED, st.sampled_from(EVERY_TEXT))


@settings(max_examples=500, deadline=None)
@given(TEXTS, CHOICES)
def test_whatever_is_typed_gets_an_answer_that_fits_its_columns(text, chosen):
    answer = parse(text, chosen)
    assert answer.submitted == text
    if isinstance(answer, Refusal):
        assert answer.message.endswith(".")
        return
    assert answer.platform in PLATFORMS
    assert answer.url.startswith("https://")
    assert answer.url.isascii()
    assert (len(answer.url) <= 500, len(answer.key) <= 300, len(answer.handle) <= 200) == (True, True, True)


@settings(max_examples=500, deadline=None)
@given(TEXTS, CHOICES)
def test_a_canonical_address_is_read_as_itself(text, chosen):
    first = parse(text, chosen)
    if isinstance(first, Address):
        again = parse(first.url, first.platform)
        assert again == replace(first, submitted=first.url, owner=again.owner)
        assert (again.owner and again.owner.key) == (first.owner and first.owner.key)


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=8).map(" ".join))
def test_whatever_is_pasted_is_searched_without_an_error(text):
    answers = find_all(text)
    accounts = [(answer.platform, answer.key) for answer in answers if isinstance(answer, Address)]
    assert len(accounts) == len(set(accounts))
