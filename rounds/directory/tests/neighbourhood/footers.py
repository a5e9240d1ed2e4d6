# ruff: noqa: E501 - markup as it is written
"""Accounts where the usual systems put them."""

from rounds.directory.tests.neighbourhood.sites import FB, FOOTER, GO, IG, LI, TEXT, YT, X, site

BOTH = "link x/mercy, link facebook/mercy"

SITES = [
    site("plain footer", "link x/mercy", TEXT + FOOTER),
    site(
        "WordPress with the social links block",
        BOTH,
        TEXT
        + """<footer class="wp-block-template-part"><ul class="wp-block-social-links is-style-logos-only">
        <li class="wp-social-link wp-social-link-x wp-block-social-link"><a href="https://x.com/mercy"
        class="wp-block-social-link-anchor"><svg aria-hidden="true"></svg><span class="screen-reader-text">X</span></a></li>
        <li><a href="https://www.facebook.com/mercy/?ref=page_internal"><svg></svg></a></li></ul></footer>""",
    ),
    site(
        "WordPress with Elementor's icons in a section of the content",
        BOTH,
        TEXT
        + """<main class="elementor"><div class="elementor-element elementor-widget-social-icons"><div
        class="elementor-social-icons-wrapper elementor-grid"><span class="elementor-grid-item"><a
        class="elementor-icon elementor-social-icon-x-twitter" href="https://twitter.com/mercy" target="_blank"><span
        class="elementor-screen-only">X-twitter</span><i class="fab fa-x-twitter"></i></a></span><span
        class="elementor-grid-item"><a href="https://facebook.com/mercy"><i class="fab fa-facebook"></i></a></span></div>
        </div></main>""",
    ),
    site(
        "WordPress with Divi, accounts in the bar on top",
        BOTH,
        f"""<div id="top-header"><div id="et-info"><ul class="et-social-icons"><li class="et-social-icon et-social-twitter">
        {X}</li><li>{FB}</li></ul></div></div>{TEXT}""",
    ),
    site(
        "WordPress of 2012, a text widget",
        "link x/mercy",
        f"""<div id="page" class="hfeed site"><div id="main" class="wrapper"><div id="primary">{TEXT}</div>
        <div id="secondary" class="widget-area"><aside class="widget widget_text"><div class="textwidget">{GO}</div></aside>
        </div></div><footer id="colophon"><div class="site-info"><a href="https://wordpress.org/">Proudly powered by
        WordPress</a></div></footer></div>""",
    ),
    site(
        "Drupal 10, a menu in the footer region",
        BOTH,
        f"""<div class="layout-container"><main><div class="region region-content"><article class="node">{TEXT}</article>
        </div></main><footer><div class="region region-footer-fourth"><nav role="navigation"
        aria-labelledby="block-social-menu"><h2 class="visually-hidden">Social menu</h2><ul class="menu"><li
        class="menu-item">{X}</li><li>{FB}</li></ul></nav></div></footer></div>""",
    ),
    site(
        "Drupal 7, icons as pictures",
        BOTH,
        f"""{TEXT}<div id="footer-wrapper"><div class="section"><div class="block block-block"><div class="content"><p>
        <a href="http://www.twitter.com/mercy"><img src="/sites/default/files/t.png" alt="Twitter" /></a>&nbsp;<a
        href="http://www.facebook.com/mercy"><img src="/sites/default/files/f.png" alt="Facebook" /></a></p></div></div>
        </div></div>""",
    ),
    site(
        "Sitecore, labels for screen readers",
        "link linkedin/mercy, link youtube/mercy",
        f"""{TEXT}<footer class="component container"><div class="component link-list social-links"><div
        class="component-content"><ul><li class="item0 first"><div class="field-link"><a href="https://www.linkedin.com/company/mercy/"
        aria-label="Opens in a new tab" data-variantitemid="{{1}}"><span class="icon-linkedin"></span></a></div></li>
        <li>{YT}</li></ul></div></div></footer>""",
    ),
    site(
        "AEM, an experience fragment",
        "link facebook/mercy, link instagram/mercy",
        f"""<div class="root responsivegrid"><div class="container">{TEXT}</div><div class="experiencefragment"><div
        class="cmp-experiencefragment cmp-experiencefragment--footer"><div class="cmp-container" id="container-1">
        <div class="cmp-list__social">{FB}{IG}</div></div></div></div></div>""",
    ),
    site(
        "Squarespace, drawn icons",
        "link instagram/mercy, link x/mercy",
        f"""<main>{TEXT}</main><footer class="sections" id="footer-sections"><div class="sqs-block socialaccountlinks-v2-block"><div
        class="socialaccountlinks-v2-block__svg"><a href="http://instagram.com/mercy" aria-label="Instagram"><svg><use
        xlink:href="#instagram-unauth-icon"></use></svg></a><a href="http://twitter.com/mercy"></a></div></div></footer>""",
    ),
    site(
        "built with Wix, names made by a machine",
        BOTH,
        f"""<div id="SITE_CONTAINER"><div id="masterPage"><header id="SITE_HEADER" class="x1"></header><main id="PAGES_CONTAINER">
        {TEXT}</main><footer id="SITE_FOOTER" tabindex="-1"><div id="comp-kb1" class="s_usaAWRichTextSkin"><ul aria-label="Social Bar"
        class="x9"><li id="dataItem-1"><a data-testid="linkElement" href="https://www.facebook.com/mercy"><img alt="" src="//static/1.png">
        </a></li><li>{X}</li></ul></div></footer></div></div>""",
    ),
    site(
        "TYPO3, in German",
        "link instagram/mercy, link linkedin/mercy",
        f"""<div class="body-bg"><main id="page-content">{TEXT}</main><footer id="page-footer"><section class="footer-section"><div
        class="frame-type-social"><p class="sociallinks-header">Folgen Sie uns</p><ul class="sociallinks-list">
        <li>{IG}</li><li>{LI}</li></ul></div></section></footer></div>""",
    ),
    site(
        "Liferay, portlets",
        BOTH,
        f"""<div id="wrapper"><section id="content">{TEXT}</section><footer id="footer" role="contentinfo"><div class="portlet-boundary
        portlet-static"><section class="portlet" id="portlet_1"><div class="portlet-body"><div class="journal-content-article">
        {X} {FB}</div></div></section></div></footer></div>""",
    ),
    site(
        "SharePoint",
        "link youtube/mercy",
        f"""<form id="aspnetForm"><div id="s4-workspace"><div id="contentBox">{TEXT}</div><div id="ms-footer"
        class="s4-notdlg"><span class="ms-rteThemeForeColor-2-0">{YT}</span></div></div></form>""",
    ),
    site(
        "Joomla module",
        BOTH,
        f"""<div class="body"><div class="container">{TEXT}</div></div><div class="moduletable mod_follow_us"><h3>Find us</h3>
        <div class="custom"><p>{X} {FB}</p></div></div>""",
    ),
    site(
        "tables of 1998",
        "link facebook/mercy, link x/mercy",
        """<TABLE BORDER=0 WIDTH=780><TR><TD BGCOLOR=#003366><FONT COLOR=white FACE=Arial>MERCY HOSPITAL</FONT><TR><TD>"""
        + TEXT
        + """<TR><TD ALIGN=center><FONT SIZE=1><A HREF="http://www.facebook.com/mercy"><IMG SRC="images/facebook.gif" BORDER=0></A>
        <A HREF="http://www.twitter.com/mercy"><IMG SRC="images/twitter_bird2.gif" BORDER=0></A></FONT></TABLE>""",
    ),
    site(
        "text links in a line, no elements that tell",
        BOTH,
        f"<div>{TEXT}</div><div><p>{X} | {FB} | <a href='/sitemap'>Site map</a></p></div>",
    ),
    site(
        "icon font, named by classes alone",
        BOTH,
        f"""<div>{TEXT}</div><div class="q"><a href="https://x.com/mercy" class="icon icon-twitter"></a><a
        href="https://www.facebook.com/mercy"><i class="fa fa-facebook-f" aria-hidden="true"></i></a></div>""",
    ),
    site(
        "floating buttons at the edge of the window",
        BOTH,
        f"""<div class="sticky-socials left">{X}{FB}</div>{TEXT}""",
    ),
    site(
        "menu that opens over the page",
        "link instagram/mercy",
        f"""{TEXT}<div class="offcanvas" role="dialog"><nav aria-label="Main"><ul><li><a href="/care">Care</a></li></ul>
        <div>{IG}</div></nav></div>""",
    ),
    site(
        "address with accounts",
        "link facebook/mercy",
        f"<main>{TEXT}</main><address>Mercy Hospital<br>1 Main Street<br>{FB}</address>",
    ),
    site(
        "contact box in the main part",
        "link x/mercy",
        f"<main>{TEXT}<div class='contact-info'><p>Telephone 555 0100</p>{GO}</div></main>",
    ),
    site(
        "heading and list in the main part",
        BOTH,
        f"<main>{TEXT}<h2>Follow us</h2><ul><li>{X}</li><li>{FB}</li></ul></main>",
    ),
    site(
        "sentence that says whose it is",
        "link facebook/mercy",
        """<main><p>Our midwives answer questions each Friday; <a href="https://www.facebook.com/mercy">like us on
        Facebook</a> to be there. """
        + TEXT
        + "</main>",
    ),
    site(
        "several accounts on one platform",
        "link x/mercy, link x/mercykids, link x/mercycareers, link facebook/mercy, link facebook/mercykids",
        f"""{TEXT}<footer>{X}{FB}<a href="https://x.com/mercykids">Children</a><a href="https://x.com/mercycareers">Careers</a>
        <a href="https://www.facebook.com/mercykids">Children</a></footer>""",
    ),
    site(
        "the same account at the top, at the bottom and in the menu",
        "link x/mercy",
        f"<header>{X}</header><nav>{GO}</nav>{TEXT}{FOOTER}",
    ),
    site(
        "image map",
        "link x/mercy",
        TEXT + '<footer><img usemap="#m"><map name=m><area href="https://x.com/mercy"></map></footer>',
    ),
    site("link inside <noscript>", "link x/mercy", f"<div id=app></div>{TEXT}<noscript>{FOOTER}</noscript>"),
    site(
        "custom elements",
        "link x/mercy",
        f"<x-app>{TEXT}<x-bar role='contentinfo'><x-link>{GO}</x-link></x-bar></x-app>",
    ),
    site(
        "many platforms at once",
        """link bluesky/mercy.example.org, link mastodon/mercy@mastodon.social, link threads/mercy, link tiktok/mercy,
        link pinterest/mercy, link flickr/mercy, link vimeo/mercy, link telegram/mercy, link snapchat/mercy""",
        TEXT
        + """<footer><a href="https://bsky.app/profile/mercy.example.org">B</a><a href="https://mastodon.social/@mercy">M</a>
        <a href="https://www.threads.net/@mercy">T</a><a href="https://www.tiktok.com/@mercy?lang=en">T</a>
        <a href="https://www.pinterest.com/mercy/">P</a><a href="https://www.flickr.com/photos/mercy/">F</a>
        <a href="https://vimeo.com/mercy">V</a><a href="https://t.me/mercy">T</a><a href="https://www.snapchat.com/add/mercy">S</a>
        </footer>""",
    ),
]
