"""Pictures, video and live video."""

from rounds.directory.platforms.model import Name, Platform
from rounds.directory.platforms.rows.letters import WORD

YOUTUBE_COUNTRIES = """
    ae at be ca ch co.il co.in co.jp co.kr co.nz co.th co.uk co.za com.ar com.au com.br com.co com.hk com.mx
    com.my com.sa com.sg com.tr com.tw cz de dk es fi fr gr hu ie in it jp nl no pl pt ro ru se sk ua
"""

ROWS = (
    Platform(
        slug="youtube",
        name="YouTube",
        bit=4,
        hosts=(
            "www.youtube.com",
            "music.youtube.com",
            "gaming.youtube.com",
            "youtube-nocookie.com",
            *(f"youtube.{country}" for country in YOUTUBE_COUNTRIES.split()),
        ),
        names={
            "handle": Name("https://www.youtube.com/@{}", f"[{WORD}]{{1,30}}"),
            "id": Name(
                "https://www.youtube.com/channel/{}",
                r"UC[A-Za-z0-9_-]{22}",
                fold="exact",
                permanent=True,
                prefix="id:",
            ),
            # Three older spaces of names, which need not agree with the handles.
            "user": Name("https://www.youtube.com/user/{}", r"[A-Za-z0-9_.-]{1,60}", prefix="user:"),
            "custom": Name("https://www.youtube.com/c/{}", f"[{WORD}]{{1,100}}", prefix="c:"),
            "plain": Name("https://www.youtube.com/{}", f"[{WORD}]{{2,100}}", prefix="name:"),
        },
        rule="3 to 30 letters, digits, dots, hyphens and underscores after the @",
        accounts="""
            /channel/{id}...
            /user/{user}...
            /c/{custom}...
            /@{handle}...
            /profile?user={user}
            /subscription_center?add_user={user}
            /feeds/videos.xml?channel_id={id}
            /feeds/videos.xml?user={user}
            /{id}
            /{plain}...
        """,
        posts="""
            /watch?v={post}
            youtu.be/{post}... -> https://www.youtube.com/watch?v={post}
            /shorts/{post}...
            /live/{post}... -> /watch?v={post}
            /embed/{post}... -> /watch?v={post}
            /v/{post}... -> /watch?v={post}
            /clip/{post}...
            /post/{post}...
        """,
        pages="""
            /playlist?list={post}
            /feed/{post}
            /hashtag/{post}
            youtu.be/playlist?list={post} -> https://www.youtube.com/playlist?list={post}
        """,
        reserved="""
            watch shorts playlist results feed v e live clip post about gaming premium kids tv account
            upload channel user c profile t howyoutubeworks creators ads trends podcasts new music movies
            explore channels subscription_center feeds jobs press yt dev browse index watch_videos
            my_videos attribution_link
        """,
        service="embed redirect oembed iframe_api signin login s logout",
        bare=("id", "handle"),
        labels="youtube yt",
    ),
    Platform(
        slug="tiktok",
        name="TikTok",
        bit=6,
        hosts=("www.tiktok.com",),
        names={
            "handle": Name("https://www.tiktok.com/@{}", r"[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,30}[A-Za-z0-9_])")
        },
        rule="2 to 24 letters, digits, underscores and dots, no dot at the end",
        accounts="/@{handle}...",
        posts="""
            /@{handle}/video/{post}...
            /@{handle}/photo/{post}...
            /v/{post}
            /embed/v2/{post} -> /v/{post}
        """,
        pages="""
            /tag/{post}...
            /music/{post}...
            /discover/{post}...
            /place/{post}...
        """,
        refused={
            "short-link": """
                /t/{any}...
                vm.tiktok.com/...
                vt.tiktok.com/...
            """
        },
        reserved="""
            tag video music discover foryou following live explore about legal search upload business
            creators v channel place effect sticker
        """,
        service="embed login share signup",
        labels="tiktok",
    ),
    Platform(
        slug="vimeo",
        name="Vimeo",
        bit=13,
        hosts=("vimeo.com",),
        names={"handle": Name("https://vimeo.com/{}", r"[A-Za-z][A-Za-z0-9_-]{1,60}")},
        rule="letters, digits, hyphens and underscores, a letter first",
        accounts="""
            /{handle}
            /{handle}/videos...
            /{handle}/about...
            /{handle}/collections...
            /{handle}/following...
        """,
        posts="""
            /{digits}...
            /video/{digits}... -> /{digits}
            player.vimeo.com/video/{digits}... -> https://vimeo.com/{digits}
            /channels/{any}/{digits} -> /{digits}
            /groups/{any}/videos/{digits} -> /{digits}
            /{handle}/{post}
        """,
        pages="""
            /channels/{post}...
            /groups/{post}...
            /showcase/{post}...
            /album/{post}...
            /ondemand/{post}...
        """,
        reserved="""
            channels groups showcase album albums ondemand categories watch search about features upgrade
            blog help settings stats manage video site_map terms privacy for-hire stock solutions
            enterprise event events business create staffpicks
        """,
        service="log_in join upload",
        labels="vimeo",
    ),
    Platform(
        slug="flickr",
        name="Flickr",
        bit=12,
        hosts=("www.flickr.com",),
        names={
            "handle": Name("https://www.flickr.com/photos/{}/", r"[A-Za-z0-9_.-]{2,60}"),
            "id": Name(
                "https://www.flickr.com/photos/{}/", r"[0-9]{4,12}@N[0-9]{2}", permanent=True, prefix="id:"
            ),
        },
        rule="the part after /photos/: letters, digits, hyphens and underscores",
        accounts="""
            /photos/{id}...
            /photos/{handle}...
            /people/{id}...
            /people/{handle}...
        """,
        posts="""
            /photos/{id}/{digits}...
            /photos/{handle}/{digits}...
            /photos/{id}/albums/{post}...
            /photos/{handle}/albums/{post}...
            /photos/{handle}/sets/{post}... -> /photos/{handle}/albums/{post}
            flic.kr/p/{post}
        """,
        pages="/groups/{post}...",
        refused={
            "short-link": """
                flic.kr/ps/{any}
                flic.kr/s/{any}
            """
        },
        reserved="""
            photos people groups explore search help about map tags cameras events commons prints
        """,
        service="login signin sharing.gne",
        bare=("id", "handle"),
        labels="flickr",
    ),
    Platform(
        slug="dailymotion",
        name="Dailymotion",
        bit=54,
        hosts=("www.dailymotion.com",),
        names={"handle": Name("https://www.dailymotion.com/{}", r"[A-Za-z0-9_.-]{3,60}")},
        rule="letters, digits, dots, hyphens and underscores",
        accounts="""
            /user/{handle}...
            /{country}/user/{handle}...
            /{handle}
            /{handle}/videos...
            /{handle}/playlists...
        """,
        posts="""
            /video/{post}...
            /embed/video/{post}... -> /video/{post}
            /{country}/video/{post} -> /video/{post}
            dai.ly/{post} -> https://www.dailymotion.com/video/{post}
        """,
        pages="""
            /playlist/{post}...
            /topic/{post}...
        """,
        reserved="""
            video user playlist topic search about legal channel library upload partner settings browse
        """,
        service="signin embed",
        labels="dailymotion",
    ),
    Platform(
        slug="twitch",
        name="Twitch",
        bit=37,
        hosts=("www.twitch.tv", "go.twitch.tv"),
        names={"handle": Name("https://www.twitch.tv/{}", r"[A-Za-z0-9][A-Za-z0-9_]{2,24}")},
        rule="3 to 25 letters, digits and underscores",
        accounts="/{handle}...",
        posts="""
            /videos/{post}
            /{handle}/clip/{post}
            /{handle}/v/{post}
            clips.twitch.tv/{post}
        """,
        pages="""
            /collections/{post}...
            /team/{post}...
        """,
        reserved="""
            videos directory p search settings downloads jobs store turbo collections team prime
            subscriptions u friends wallet drops inventory popout moderator
        """,
        service="login signup embed",
        labels="twitch",
    ),
)
