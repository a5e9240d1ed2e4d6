"""Social networks used around the world."""

from rounds.directory.platforms.model import Name, Platform
from rounds.directory.platforms.rows.letters import WORD

PINTEREST_COUNTRIES = """
    at be ca ch cl co co.in co.kr co.nz co.uk com.ar com.au com.bo com.br com.co com.ec com.mx com.pe com.py
    com.uy com.vn cz de dk es fi fr gr hu id ie in info it jp nl no nz ph pl pt ro ru se sg th tw vn
"""
INSTAGRAM = r"[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?"
LINKEDIN = f"[{WORD}'’&,+!]{{1,150}}"

ROWS = (
    Platform(
        slug="facebook",
        name="Facebook",
        bit=1,
        hosts=(
            "www.facebook.com",
            "fb.com",
            "mbasic.facebook.com",
            "web.facebook.com",
            "touch.facebook.com",
            "business.facebook.com",
            "free.facebook.com",
            "0.facebook.com",
        ),
        names={
            # In the federal check of June 2017, 2 of 11 names with hyphens answered, and none of 73 with underscores.
            "handle": Name("https://www.facebook.com/{}", r"[A-Za-z0-9][A-Za-z0-9.-]{1,79}", fold="dotless"),
            "id": Name(
                "https://www.facebook.com/profile.php?id={}",
                r"[1-9][0-9]{4,19}",
                permanent=True,
                prefix="id:",
            ),
            # After a title the number must be long, or "clinic-55905" would lose its postcode.
            "page": Name(
                "https://www.facebook.com/profile.php?id={}",
                r"[1-9][0-9]{8,19}",
                permanent=True,
                prefix="id:",
            ),
        },
        rule="letters, digits and dots (older pages also hyphens), at least 2",
        accounts="""
            /profile.php?id={id}
            /{id}...
            /pages/{any}/{id}...
            /pages/{any}/{any}/{id}...
            /pages/category/{any}/{any}-{page}...
            /pages/category/{any}-{page}...
            /pages/{any}-{page}...
            /pages/{id}...
            /p/{any}-{page}...
            /p/{id}...
            /people/{any}/{id}...
            /people/_/{id}...
            /pg/{id}...
            /pg/{any}-{page}...
            /pg/{handle}...
            /messages/t/{handle}
            m.me/{id}
            m.me/{handle}
            messenger.com/t/{id}
            messenger.com/t/{handle}
            /{any}-{page}...
            /{titled}/{page}
            /{handle}...
        """,
        posts="""
            /{id}/posts/{post}...
            /{handle}/posts/{post}...
            /{id}/videos/{post}
            /{handle}/videos/{post}
            /{handle}/videos/{any}/{post}... -> /{handle}/videos/{post}
            /{handle}/photos/{any}/{post}... -> /{handle}/photos/{post}
            /{id}/photos/{any}/{post}... -> /{id}/photos/{post}
            /{id}/photos/{post}
            /{handle}/photos/{post}
            /permalink.php?story_fbid={post}&id={id}
            /story.php?story_fbid={post}&id={id} -> /permalink.php?story_fbid={post}&id={id}
            /photo.php?fbid={post} -> /photo.php?fbid={post}
            /photo?fbid={post} -> /photo.php?fbid={post}
            /video.php?v={post} -> /watch/?v={post}
            /watch?v={post} -> /watch/?v={post}
            /watch/live?v={post} -> /watch/?v={post}
            /reel/{post}...
            /stories/{id}/{post}...
            fb.watch/{post}...
        """,
        pages="""
            /groups/{post}...
            /events/{post}...
            /media/set?set={post}
            /marketplace/item/{post}...
        """,
        refused={
            "short-link": """
                /share/...
                fb.me/{any}...
                on.fb.me/{any}...
                fb.gg/{any}...
            """
        },
        reserved="""
            groups events watch photo photos photo.php story.php permalink.php video.php hashtag policies
            login.php home.php home help search marketplace gaming games ads business pages people p pg
            public friends messages notifications settings privacy terms bookmarks saved memories reel
            reels stories live about careers legal directory places topic fundraisers donate notes media
            lists profile.php apps ajax mobile unsupportedbrowser me index.php commerce community
        """,
        service="""
            sharer sharer.php share.php plugins dialog login recover reg r.php tr l.php flx sharer.html
            connect v2.0 badges campaign rsrc.php ufi checkpoint
        """,
        languages=("facebook.com",),
        bare=("id", "handle"),
        labels="facebook fb",
    ),
    Platform(
        slug="instagram",
        name="Instagram",
        bit=2,
        hosts=("www.instagram.com", "instagr.am", "ig.me"),
        names={"handle": Name("https://www.instagram.com/{}/", INSTAGRAM)},
        rule="1 to 30 letters, digits, underscores and dots, no dot at either end",
        accounts="""
            /_u/{handle}
            /stories/{handle}
            ig.me/m/{handle}
            /@{handle}...
            /{handle}...
        """,
        posts="""
            /p/{post}...
            /reel/{post}...
            /reels/{post} -> /reel/{post}
            /tv/{post}...
            /stories/{handle}/{post}...
            /{handle}/p/{post}...
            /{handle}/reel/{post}...
            /{handle}/tv/{post}...
        """,
        pages="""
            /reels/audio/{post}...
            /explore/locations/{post}...
        """,
        refused={"short-link": "/share/..."},
        reserved="""
            p reel reels tv explore stories direct about legal developer developers press privacy session
            web emails challenge nametag terms help blog jobs api directory graphql static s
        """,
        service="accounts oauth embed.js sharer",
        labels="instagram insta ig",
    ),
    Platform(
        slug="threads",
        name="Threads",
        bit=3,
        hosts=("www.threads.com", "threads.net"),
        names={"handle": Name("https://www.threads.com/@{}", INSTAGRAM)},
        rule="1 to 30 letters, digits, underscores and dots",
        accounts="/@{handle}...",
        posts="""
            /@{handle}/post/{post}...
            /t/{post}...
        """,
        reserved="t post search login about settings activity following",
        service="intent",
        labels="threads",
    ),
    Platform(
        slug="linkedin",
        name="LinkedIn",
        bit=5,
        hosts=("www.linkedin.com", "linkedin.cn", "touch.linkedin.com"),
        names={
            "handle": Name("https://www.linkedin.com/company/{}", LINKEDIN),
            "id": Name("https://www.linkedin.com/company/{}", r"[0-9]{1,12}", permanent=True, prefix="id:"),
            "school": Name("https://www.linkedin.com/school/{}", LINKEDIN, prefix="school:"),
            "showcase": Name("https://www.linkedin.com/showcase/{}", LINKEDIN, prefix="showcase:"),
        },
        rule="the part after /company/, /school/ or /showcase/",
        accounts="""
            /company/{id}...
            /company/{handle}...
            /companies/{id}...
            /companies/{handle}...
            /company-beta/{id}...
            /company-beta/{handle}...
            /organization-guest/company/{handle}...
            /mwlite/company/{handle}...
            /school/{school}...
            /edu/{school}
            /showcase/{showcase}...
        """,
        posts="""
            /posts/{post}...
            /feed/update/{post}...
            /pulse/{post}...
            /newsletters/{post}...
            /events/{post}...
        """,
        pages="""
            /groups/{post}...
            /jobs/view/{post}...
            /learning/{post}...
        """,
        refused={
            "person": """
                /in/{any}...
                /pub/{any}...
                /profile/...
                /mwlite/in/{any}...
            """
        },
        reserved="""
            in pub jobs pulse feed groups posts school company showcase events learning search help legal
            about mynetwork messaging notifications home salary top-content services products directory
            today newsletters premium sales talent
        """,
        service="""
            sharearticle share sharing login uas signup checkpoint authwall oauth cws shareArticle
        """,
        languages=("linkedin.com",),
        labels="linkedin",
    ),
    Platform(
        slug="pinterest",
        name="Pinterest",
        bit=9,
        hosts=(
            "www.pinterest.com",
            *(f"pinterest.{country}" for country in PINTEREST_COUNTRIES.split()),
        ),
        names={"handle": Name("https://www.pinterest.com/{}/", r"[A-Za-z0-9_]{3,50}")},
        rule="3 to 30 letters, digits and underscores",
        accounts="""
            /{handle}
            /{handle}/_saved...
            /{handle}/_created...
            /{handle}/boards...
            /{handle}/pins...
        """,
        posts="""
            /pin/{post}...
            /{handle}/{post}...
        """,
        pages="/ideas/{post}...",
        refused={"short-link": "pin.it/..."},
        reserved="""
            pin search ideas explore today business categories about news_hub settings _ topics discover
            all popular videos shop
        """,
        service="login password oauth source_signup",
        languages=("pinterest.com",),
        labels="pinterest",
    ),
    Platform(
        slug="reddit",
        name="Reddit",
        bit=10,
        hosts=(
            "www.reddit.com",
            "old.reddit.com",
            "new.reddit.com",
            "np.reddit.com",
            "i.reddit.com",
            "sh.reddit.com",
        ),
        names={
            "handle": Name("https://www.reddit.com/user/{}/", r"[A-Za-z0-9_-]{3,20}", shown="u/{}"),
            "community": Name("https://www.reddit.com/r/{}/", r"[A-Za-z0-9_]{2,21}", shown="r/{}"),
        },
        rule="u/ or r/ with 3 to 20 letters, digits, hyphens and underscores",
        accounts="""
            /user/{handle}...
            /u/{handle}...
            /r/{community}...
        """,
        posts="""
            /r/{community}/comments/{post}...
            /r/{community}/s/{post}
            /user/{handle}/comments/{post}...
            /comments/{post}...
            redd.it/{post} -> https://www.reddit.com/comments/{post}
        """,
        reserved="""
            comments search settings message wiki help about t topics r user u prefs popular all explore
        """,
        service="submit login register account",
        languages=("reddit.com",),
        labels="reddit",
    ),
    Platform(
        slug="nextdoor",
        name="Nextdoor",
        bit=35,
        hosts=(
            "nextdoor.com",
            "nextdoor.co.uk",
            "nextdoor.ca",
            "nextdoor.com.au",
            "nextdoor.de",
            "nextdoor.fr",
        ),
        names={
            "handle": Name("https://nextdoor.com/pages/{}", r"[A-Za-z0-9-]{3,120}"),
            "agency": Name(
                "https://nextdoor.com/agency-detail/{}",
                r"[A-Za-z]{2}/[A-Za-z0-9-]{1,60}/[A-Za-z0-9-]{3,120}",
                prefix="agency:",
            ),
        },
        rule="letters, digits and hyphens",
        accounts="""
            /pages/{handle}...
            /agency-detail/{agency}...
        """,
        posts="/p/{post}...",
        pages="""
            /city/{post}...
            /neighborhood/{post}...
            /events/{post}...
            /g/{post}...
        """,
        reserved="""
            pages agency-detail city neighborhood about help news_feed for_sale_and_free find-neighborhood
            business company events g p profile invite agency
        """,
        service="login join choose_address",
        labels="nextdoor",
    ),
    Platform(
        slug="myspace",
        name="Myspace",
        bit=49,
        hosts=("myspace.com",),
        names={"handle": Name("https://myspace.com/{}", r"[A-Za-z0-9_.-]{2,60}")},
        rule="letters, digits, dots, hyphens and underscores",
        accounts="/{handle}...",
        posts="""
            /{handle}/video/{post}...
            /{handle}/music/{post}...
        """,
        reserved="discover search help pages browse featured music video article",
        service="signin signup",
        labels="myspace",
    ),
)
