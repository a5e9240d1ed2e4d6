"""Podcasts and music."""

from rounds.directory.platforms.model import Name, Platform

ROWS = (
    Platform(
        slug="spotify",
        name="Spotify",
        bit=39,
        hosts=("open.spotify.com", "play.spotify.com"),
        names={
            "id": Name(
                "https://open.spotify.com/show/{}",
                r"[A-Za-z0-9]{22}",
                fold="exact",
                permanent=True,
                prefix="id:",
            ),
            "artist": Name(
                "https://open.spotify.com/artist/{}",
                r"[A-Za-z0-9]{22}",
                fold="exact",
                permanent=True,
                prefix="artist:",
            ),
            "user": Name(
                "https://open.spotify.com/user/{}", r"[A-Za-z0-9._-]{1,60}", fold="exact", prefix="user:"
            ),
        },
        rule="the 22 letters and digits after /show/",
        accounts="""
            /show/{id}
            /{language}/show/{id}
            /embed/show/{id}
            /embed-podcast/show/{id}
            /artist/{artist}
            /{language}/artist/{artist}
            /user/{user}
        """,
        posts="""
            /episode/{post}
            /{language}/episode/{post} -> /episode/{post}
            /embed/episode/{post} -> /episode/{post}
        """,
        pages="""
            /playlist/{post}
            /{language}/playlist/{post} -> /playlist/{post}
            /user/{any}/playlist/{post} -> /playlist/{post}
            /album/{post}
            /track/{post}
        """,
        refused={
            "short-link": """
                spotify.link/...
                spoti.fi/...
            """
        },
        reserved="""
            episode playlist album track search genre collection download show artist user section concert
        """,
        service="embed",
        bare=("id",),
        labels="spotify",
    ),
    Platform(
        slug="apple-podcasts",
        name="Apple Podcasts",
        bit=40,
        hosts=("podcasts.apple.com", "itunes.apple.com"),
        names={
            "id": Name(
                "https://podcasts.apple.com/podcast/id{}", r"[0-9]{6,12}", permanent=True, prefix="id:"
            )
        },
        rule="the number after id at the end of the address",
        accounts="""
            /podcast/id{id}
            /podcast/{any}/id{id}
            /{country}/podcast/id{id}
            /{country}/podcast/{any}/id{id}
        """,
        posts="""
            /podcast/{any}/id{id}?i={post} -> /podcast/id{id}?i={post}
            /podcast/id{id}?i={post}
            /{country}/podcast/{any}/id{id}?i={post} -> /podcast/id{id}?i={post}
            /{country}/podcast/id{id}?i={post} -> /podcast/id{id}?i={post}
        """,
        pages="""
            /{country}/channel/{any}/{post}
            /{country}/channel/{post}
            /{country}/genre/{post}...
        """,
        reserved="podcast channel genre charts browse search",
        bare=("id",),
        labels="apple",
    ),
    Platform(
        slug="soundcloud",
        name="SoundCloud",
        bit=41,
        hosts=("soundcloud.com",),
        names={
            "handle": Name("https://soundcloud.com/{}", r"[A-Za-z0-9_-]{3,40}"),
            "id": Name("https://soundcloud.com/users/{}", r"[0-9]{3,12}", permanent=True, prefix="id:"),
        },
        rule="3 to 25 letters, digits, hyphens and underscores",
        accounts="""
            /users/{id}
            /{handle}
            /{handle}/tracks
            /{handle}/sets
            /{handle}/albums
            /{handle}/reposts
            /{handle}/popular-tracks
            /{handle}/followers
            /{handle}/following
            /{handle}/likes
        """,
        posts="""
            /{handle}/sets/{post}...
            /{handle}/{post}...
        """,
        refused={
            "short-link": """
                on.soundcloud.com/...
                snd.sc/...
            """
        },
        reserved="""
            discover stream you upload search charts pages tags people stations jobs mobile pro imprint
            groups settings messages notifications users terms-of-use
        """,
        service="signin login player connect",
        labels="soundcloud",
    ),
    Platform(
        slug="podcast",
        name="Podcast",
        bit=51,
        hosts=(),
        names={},  # any safe web address, once somebody says that it is a podcast
        rule="the web address of the podcast or of its feed",
        accounts="",
        bare=(),
        labels="podcast",
    ),
)
