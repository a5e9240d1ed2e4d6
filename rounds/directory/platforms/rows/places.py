"""Places of business and what people say of them."""

from rounds.directory.platforms.model import Name, Platform

YELP_COUNTRIES = """
    at be ca ch cl co.jp co.nz co.uk com.ar com.au com.br com.hk com.mx com.ph com.sg com.tr com.tw cz de dk es fi
    fr ie it nl no pl pt se
"""

ROWS = (
    Platform(
        slug="yelp",
        name="Yelp",
        bit=53,
        hosts=("www.yelp.com", *(f"yelp.{country}" for country in YELP_COUNTRIES.split())),
        names={"handle": Name("https://www.yelp.com/biz/{}", r"[\w.'&+-]{2,150}")},
        rule="the part after /biz/",
        accounts="""
            /biz/{handle}...
            /biz_photos/{handle}...
        """,
        pages="""
            /search?find_desc={post}
            /topic/{post}...
            /collection/{post}...
            /events/{post}...
        """,
        refused={"short-link": "yelp.to/...", "person": "/user_details..."},
        reserved="""
            biz search user_details topic talk events collection writeareview about c locations
            topic_detail careers biz_photos support developers
        """,
        service="login signup biz_redir biz_share",
        languages=("yelp.com",),
        labels="yelp",
    ),
    Platform(
        slug="google-business",
        name="Google Business Profile",
        bit=56,
        hosts=("www.google.com", "maps.google.com"),
        names={
            "id": Name(
                "https://www.google.com/maps?cid={}", r"[1-9][0-9]{9,19}", permanent=True, prefix="id:"
            ),
            "handle": Name("https://g.page/{}", r"[A-Za-z0-9][A-Za-z0-9-]{2,60}"),
        },
        rule="the name after g.page/ or the number after cid=",
        accounts="""
            /maps?cid={id}
            /?cid={id}
            g.page/{handle}...
        """,
        pages="""
            /maps/place/{post}...
            /maps/search/{post}...
        """,
        refused={
            "short-link": """
                maps.app.goo.gl/...
                goo.gl/...
                g.co/...
                share.google/...
                g.page/r/{any}...
                app.goo.gl/...
            """
        },
        reserved="maps search about intl policies account business",
        service="url recaptcha accounts",
        bare=("id", "handle"),
        labels="",
    ),
)
