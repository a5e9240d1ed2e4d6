"""Platforms of the past: their addresses stay readable for the history of the List.

The dates are the platforms' own. Foursquare's is the end of its app (the site was to follow), Ustream's the end of
its name (it became IBM Cloud Video), Koo's the day on which its founders announced the end.
"""

from datetime import date

from rounds.directory.platforms.model import Name, Platform

ROWS = (
    Platform(
        slug="google-plus",
        name="Google+",
        bit=42,
        closed_on=date(2019, 4, 2),
        hosts=("plus.google.com",),
        names={
            "id": Name("https://plus.google.com/{}", r"[0-9]{21}", permanent=True, prefix="id:"),
            "handle": Name("https://plus.google.com/+{}", r"[\w.-]{2,60}"),
        },
        rule="21 digits, or a + and a name",
        accounts="""
            /{id}...
            /+{handle}...
            /u/{any}/{id}...
            /u/{any}/+{handle}...
            /b/{any}/{id}...
            /b/{any}/+{handle}...
        """,
        posts="""
            /{id}/posts/{post}
            /+{handle}/posts/{post}
        """,
        pages="""
            /communities/{post}...
            /events/{post}
            /collection/{post}
        """,
        reserved="communities events collection explore discover s hangouts photos u b",
        service="share",
        bare=("id", "handle"),
        labels="google+ g+",
    ),
    Platform(
        slug="vine",
        name="Vine",
        bit=43,
        closed_on=date(2017, 1, 17),
        hosts=("vine.co",),
        names={
            "handle": Name("https://vine.co/{}", r"[A-Za-z0-9_.-]{2,40}"),
            "id": Name("https://vine.co/u/{}", r"[0-9]{9,20}", permanent=True, prefix="id:"),
        },
        rule="letters, digits, dots, hyphens and underscores",
        accounts="""
            /u/{id}
            /{handle}
        """,
        posts="/v/{post}...",
        pages="""
            /tags/{post}
            /channels/{post}
        """,
        reserved="u v tags channels explore popular-now search terms privacy",
        labels="vine",
    ),
    Platform(
        slug="periscope",
        name="Periscope",
        bit=44,
        closed_on=date(2021, 3, 31),
        hosts=("www.periscope.tv", "www.pscp.tv"),
        names={"handle": Name("https://www.periscope.tv/{}", r"[A-Za-z0-9_]{1,30}")},
        rule="letters, digits and underscores",
        accounts="/{handle}",
        posts="""
            /w/{post}
            /{handle}/{post}...
        """,
        reserved="w about tos privacy content account search",
        labels="periscope",
    ),
    Platform(
        slug="foursquare",
        name="Foursquare City Guide",
        bit=45,
        closed_on=date(2024, 12, 15),
        hosts=("foursquare.com",),
        names={
            "handle": Name("https://foursquare.com/{}", r"[A-Za-z0-9_.-]{2,60}"),
            "id": Name("https://foursquare.com/v/{}", r"[0-9a-f]{24}", permanent=True, prefix="id:"),
            "user": Name("https://foursquare.com/user/{}", r"[0-9]{1,12}", permanent=True, prefix="user:"),
        },
        rule="letters, digits, dots, hyphens and underscores",
        accounts="""
            /v/{id}...
            /v/{any}/{id}...
            /venue/{id}
            /user/{user}...
            /p/{any}/{user}
            /{handle}
        """,
        posts="""
            /item/{post}
            /{handle}/list/{post}
        """,
        refused={"short-link": "4sq.com/..."},
        reserved="""
            v venue user explore city about legal privacy download developers products top-places item
            business p
        """,
        service="login signup",
        languages=("foursquare.com",),
        bare=("id", "handle"),
        labels="foursquare",
    ),
    Platform(
        slug="storify",
        name="Storify",
        bit=46,
        closed_on=date(2018, 5, 16),
        hosts=("storify.com",),
        names={"handle": Name("https://storify.com/{}", r"[A-Za-z0-9_-]{2,40}")},
        rule="letters, digits, hyphens and underscores",
        accounts="/{handle}",
        posts="/{handle}/{post}...",
        reserved="about search browse faq services tos",
        labels="storify",
    ),
    Platform(
        slug="ustream",
        name="Ustream",
        bit=48,
        closed_on=date(2018, 4, 1),
        hosts=("www.ustream.tv",),
        names={
            "handle": Name("https://www.ustream.tv/channel/{}", r"[A-Za-z0-9_.+-]{2,80}"),
            "user": Name("https://www.ustream.tv/user/{}", r"[A-Za-z0-9_.-]{2,60}", prefix="user:"),
            "plain": Name("https://www.ustream.tv/{}", r"[A-Za-z0-9_.-]{2,60}", prefix="name:"),
        },
        rule="letters, digits, hyphens and underscores",
        accounts="""
            /channel/{handle}...
            /channel/id/{handle}...
            /user/{user}...
            /{plain}
        """,
        posts="/recorded/{post}...",
        reserved="channel user recorded explore search about platform embed discovery",
        labels="ustream",
    ),
    Platform(
        slug="friendfeed",
        name="FriendFeed",
        bit=50,
        closed_on=date(2015, 4, 9),
        hosts=("friendfeed.com",),
        names={"handle": Name("https://friendfeed.com/{}", r"[A-Za-z0-9_-]{2,40}")},
        rule="letters, digits, hyphens and underscores",
        accounts="/{handle}",
        posts="/{handle}/{post}...",
        reserved="about search settings public",
        labels="friendfeed",
    ),
    Platform(
        slug="koo",
        name="Koo",
        bit=57,
        closed_on=date(2024, 7, 3),
        hosts=("www.kooapp.com",),
        names={"handle": Name("https://www.kooapp.com/profile/{}", r"[A-Za-z0-9_.]{2,40}")},
        rule="letters, digits, dots and underscores",
        accounts="/profile/{handle}...",
        posts="/koo/{handle}/{post}...",
        reserved="profile koo feed tag explore",
        labels="koo",
    ),
)
