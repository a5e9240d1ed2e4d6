"""Blogs, documents, slides, code."""

from rounds.directory.platforms.model import Name, Platform

BLOGSPOT_COUNTRIES = "ca co.uk com.au com.br com.es de es fr in it nl"
DOMAIN_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"

ROWS = (
    Platform(
        slug="slideshare",
        name="SlideShare",
        bit=14,
        hosts=("www.slideshare.net",),
        names={"handle": Name("https://www.slideshare.net/{}", r"[A-Za-z0-9_-]{2,60}")},
        rule="letters, digits, hyphens and underscores",
        accounts="""
            /{handle}
            /{handle}/presentations...
            /{handle}/documents...
            /{handle}/followers...
        """,
        posts="""
            /slideshow/{post}...
            /{handle}/{post}...
            /slideshow/embed_code/{post}...
        """,
        reserved="""
            slideshow search explore featured category about help upload popular latest business document
        """,
        service="login signup share",
        languages=("slideshare.net",),
        labels="slideshare",
    ),
    Platform(
        slug="medium",
        name="Medium",
        bit=15,
        hosts=("medium.com",),
        names={
            "handle": Name("https://medium.com/@{}", r"[A-Za-z0-9_.-]{1,60}"),
            "publication": Name(
                "https://medium.com/{}", r"[a-z0-9][A-Za-z0-9-]{1,80}", prefix="publication:"
            ),
        },
        rule="letters, digits, dots, hyphens and underscores after the @",
        accounts="""
            /@{handle}
            /@{handle}/about
            /@{handle}/followers
            /@{handle}/following
            /@{handle}/lists
            {handle}.medium.com
            {handle}.medium.com/about
            /feed/@{handle}
            /{publication}
            /{publication}/about
            /{publication}/all
        """,
        posts="""
            /@{handle}/{post}...
            {handle}.medium.com/{post}... -> https://medium.com/@{handle}/{post}
            /p/{post}
            /{publication}/{post}...
        """,
        pages="""
            /tag/{post}...
            /topic/{post}...
        """,
        reserved="""
            m me p tag topic topics search about membership creators business policy jobs help feed
            new-story collections explore-topics www blog api cdn-images-1 miro r browse series
        """,
        service="signin oauth",
        labels="medium",
    ),
    Platform(
        slug="tumblr",
        name="Tumblr",
        bit=16,
        hosts=("www.tumblr.com",),
        names={
            "handle": Name(
                "https://{}.tumblr.com/", r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?", lowered=True
            )
        },
        rule="up to 32 letters, digits and hyphens",
        accounts="""
            {handle}.tumblr.com...
            /blog/view/{handle}...
            /blog/{handle}
            /{handle}
            /@{handle}
        """,
        posts="""
            {handle}.tumblr.com/post/{post}...
            {handle}.tumblr.com/image/{post}...
            /{handle}/{digits}... -> https://{handle}.tumblr.com/post/{digits}
            /blog/view/{handle}/{digits}... -> https://{handle}.tumblr.com/post/{digits}
        """,
        pages="""
            /tagged/{post}...
            /communities/{post}...
        """,
        reserved="""
            www dashboard explore search tagged tips about help policy privacy settings inbox blog new
            apps jobs docs logo support api assets media secure mx developers communities staff-picks
            today archive
        """,
        service="login register widgets share embed t",
        labels="tumblr",
    ),
    Platform(
        slug="substack",
        name="Substack",
        bit=17,
        hosts=("substack.com",),
        names={
            "handle": Name("https://{}.substack.com/", DOMAIN_LABEL, lowered=True),
            "writer": Name("https://substack.com/@{}", r"[A-Za-z0-9_.-]{1,64}", prefix="@"),
        },
        rule="letters, digits and hyphens before .substack.com",
        accounts="""
            {handle}.substack.com...
            /@{writer}...
            open.substack.com/pub/{handle}
        """,
        posts="""
            {handle}.substack.com/p/{post}...
            open.substack.com/pub/{handle}/p/{post}... -> https://{handle}.substack.com/p/{post}
            /@{writer}/note/{post}...
            /home/post/{post}
        """,
        reserved="""
            home browse search about inbox profile discover explore going-paid top privacy tos www support
            on api cdn open reader note p
        """,
        service="sign-in signup subscribe",
        labels="substack",
    ),
    Platform(
        slug="github",
        name="GitHub",
        bit=38,
        hosts=("github.com",),
        names={"handle": Name("https://github.com/{}", r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")},
        rule="1 to 39 letters, digits and single hyphens",
        accounts="""
            /{handle}
            /orgs/{handle}...
        """,
        posts="/{handle}/{post}...",
        pages="""
            /topics/{post}
            /collections/{post}
            /marketplace/{post}...
        """,
        refused={"short-link": "git.io/..."},
        reserved="""
            about topics explore trending collections marketplace pricing features enterprise orgs
            settings notifications issues pulls search sponsors security contact site customer-stories
            readme events apps users team new codespaces stars watching organizations solutions resources
        """,
        service="login join logout sessions",
        labels="github",
    ),
    Platform(
        slug="scribd",
        name="Scribd",
        bit=47,
        hosts=("www.scribd.com",),
        names={
            "id": Name("https://www.scribd.com/user/{}", r"[0-9]{2,12}", permanent=True, prefix="id:"),
            "handle": Name("https://www.scribd.com/{}", r"[A-Za-z0-9_.-]{3,60}"),
        },
        rule="letters, digits, dots, hyphens and underscores",
        accounts="""
            /user/{id}...
            /people/view/{id}...
            /publisher/{id}...
            /{handle}
        """,
        posts="""
            /document/{post}...
            /doc/{post}... -> /document/{post}
            /presentation/{post}...
            /book/{post}...
        """,
        reserved="""
            user document doc docs presentation book books audiobooks magazines sheetmusic search explore
            about upload-document support archive collections home people publisher privacy terms podcast
            snapshots
        """,
        service="login embeds",
        languages=("scribd.com",),
        bare=("id", "handle"),
        labels="scribd",
    ),
    Platform(
        slug="blog",
        name="Blog",
        bit=52,
        hosts=(),
        names={
            "wordpress": Name(
                "https://{}.wordpress.com/", DOMAIN_LABEL, shown="{}.wordpress.com", lowered=True
            ),
            "blogspot": Name("https://{}.blogspot.com/", DOMAIN_LABEL, shown="{}.blogspot.com", lowered=True),
            "typepad": Name("https://{}.typepad.com/", DOMAIN_LABEL, shown="{}.typepad.com", lowered=True),
        },
        rule="the web address of the blog",
        accounts="""
            {wordpress}.wordpress.com
            {wordpress}.wordpress.com/feed...
            {typepad}.typepad.com
            {blogspot}.blogspot.com
        """
        + "\n".join(f"{{blogspot}}.blogspot.{country}" for country in BLOGSPOT_COUNTRIES.split()),
        posts="""
            {wordpress}.wordpress.com/{rest}
            {blogspot}.blogspot.com/{rest}
            {typepad}.typepad.com/{rest}
        """,
        reserved="www en public-api support api developer stats",
        bare=(),
        labels="blog",
    ),
    Platform(
        slug="issuu",
        name="Issuu",
        bit=55,
        hosts=("issuu.com",),
        names={"handle": Name("https://issuu.com/{}", r"[A-Za-z0-9_.-]{3,60}")},
        rule="letters, digits, dots, hyphens and underscores",
        accounts="""
            /{handle}
            /{handle}/docs
            /{handle}/stacks
            /{handle}/articles
        """,
        posts="/{handle}/docs/{post}...",
        reserved="""
            explore search home pricing about features store categories publish articles legal apps join
        """,
        service="signin signup embed",
        labels="issuu",
    ),
)
