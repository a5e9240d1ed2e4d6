"""Short messages to whoever follows."""

from rounds.directory.platforms.model import Name, Platform

DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"

ROWS = (
    Platform(
        slug="x",
        name="X (Twitter)",
        bit=0,
        hosts=("x.com", "twitter.com"),
        names={
            "handle": Name("https://x.com/{}", r"[A-Za-z0-9_]{1,15}"),
            "id": Name("https://x.com/i/user/{}", r"[1-9][0-9]{0,19}", permanent=True, prefix="id:"),
        },
        rule="1 to 15 letters, digits and underscores",
        accounts="""
            /{handle}...
            /@{handle}...
            /i/user/{id}
            /intent/user?screen_name={handle}
            /intent/user?user_id={id}
            /intent/follow?screen_name={handle}
            /intent/follow?user_id={id}
        """,
        posts="""
            /{handle}/status/{post}...
            /{handle}/statuses/{post}... -> /{handle}/status/{post}
            /{handle}/article/{post}...
            /{handle}/lists/{post}...
            /i/web/status/{post}...
            /i/status/{post}... -> /i/web/status/{post}
            /i/spaces/{post}...
            /i/broadcasts/{post}
        """,
        pages="""
            /i/lists/{post}...
            /i/communities/{post}...
            /i/events/{post}...
        """,
        reserved="""
            home explore search hashtag i messages notifications settings privacy tos about jobs
            who_to_follow compose account lists topics bookmarks communities premium_sign_up download
            search-advanced
        """,
        service="share intent login logout signup oauth widgets statuses goodies",
        labels="x twitter x/twitter twitter/x tweet",
    ),
    Platform(
        slug="bluesky",
        name="Bluesky",
        bit=7,
        hosts=("bsky.app", "main.bsky.dev", "staging.bsky.app"),
        names={
            "handle": Name("https://bsky.app/profile/{}", DOMAIN, lowered=True),
            "id": Name(
                "https://bsky.app/profile/{}",
                r"did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.-]{3,200})",
                fold="exact",
                permanent=True,
                prefix="id:",
            ),
            "label": Name(
                "https://bsky.app/profile/{}.bsky.social",
                r"[A-Za-z0-9][A-Za-z0-9-]{1,61}",
                shown="{}.bsky.social",
                lowered=True,
            ),
        },
        rule="a whole domain, such as mayoclinic.org or mayoclinic.bsky.social",
        accounts="""
            /profile/{id}...
            /profile/@{handle}...
            /profile/{handle}...
            {label}.bsky.social...
        """,
        posts="""
            /profile/{id}/post/{post}...
            /profile/{handle}/post/{post}...
        """,
        pages="""
            /profile/{any}/feed/{post}...
            /profile/{any}/lists/{post}...
            /starter-pack/{any}/{post}...
            /start/{any}/{post}...
            /hashtag/{post}...
        """,
        refused={"short-link": "go.bsky.app/..."},
        reserved="""
            profile search feeds lists settings notifications messages about support hashtag starter-pack
            www
        """,
        service="intent",
        bare=("id", "handle"),
        labels="bluesky bsky",
    ),
    Platform(
        slug="mastodon",
        name="Mastodon and the fediverse",
        bit=8,
        hosts=(),
        names={},  # read by fediverse.py, because the server is part of the name
        rule="a name and its server, such as @mayoclinic@mastodon.social",
        accounts="",
        bare=(),
        labels="mastodon fediverse pixelfed peertube",
    ),
    Platform(
        slug="truth-social",
        name="Truth Social",
        bit=34,
        hosts=("truthsocial.com",),
        names={"handle": Name("https://truthsocial.com/@{}", r"[A-Za-z0-9_]{1,30}")},
        rule="letters, digits and underscores",
        accounts="""
            /@{handle}...
            /users/{handle}...
        """,
        posts="""
            /@{handle}/posts/{post}...
            /users/{handle}/statuses/{post} -> /@{handle}/posts/{post}
            /@{handle}/{digits} -> /@{handle}/posts/{digits}
        """,
        reserved="users tags search groups explore home settings about group",
        service="share login register",
        labels="truth truthsocial",
    ),
)
