"""The tiles that stand for platforms: their logos are trademarks, so two letters on the tint of a family."""

from typing import NamedTuple


class Tile(NamedTuple):
    letters: str
    family: str  # video, photo, network, microblog, chat, feed, work or other: a tint each


TILES = {
    "x": Tile("X", "microblog"),
    "threads": Tile("Th", "microblog"),
    "bluesky": Tile("Bs", "microblog"),
    "mastodon": Tile("Ma", "microblog"),
    "weibo": Tile("We", "microblog"),
    "truth-social": Tile("Ts", "microblog"),
    "koo": Tile("Ko", "microblog"),
    "friendfeed": Tile("Ff", "microblog"),
    "youtube": Tile("Yt", "video"),
    "vimeo": Tile("Vi", "video"),
    "tiktok": Tile("Tt", "video"),
    "twitch": Tile("Tw", "video"),
    "periscope": Tile("Pe", "video"),
    "vine": Tile("Vn", "video"),
    "bilibili": Tile("Bi", "video"),
    "douyin": Tile("Dy", "video"),
    "kuaishou": Tile("Ks", "video"),
    "ustream": Tile("Us", "video"),
    "dailymotion": Tile("Dm", "video"),
    "instagram": Tile("Ig", "photo"),
    "flickr": Tile("Fl", "photo"),
    "pinterest": Tile("Pi", "photo"),
    "snapchat": Tile("Sn", "photo"),
    "xiaohongshu": Tile("Rn", "photo"),
    "facebook": Tile("Fb", "network"),
    "google-plus": Tile("G+", "network"),
    "foursquare": Tile("4s", "network"),
    "nextdoor": Tile("Nd", "network"),
    "reddit": Tile("Re", "network"),
    "vk": Tile("Vk", "network"),
    "ok": Tile("Ok", "network"),
    "myspace": Tile("My", "network"),
    "yelp": Tile("Ye", "network"),
    "google-business": Tile("Gb", "network"),
    "zhihu": Tile("Zh", "network"),
    "linkedin": Tile("Li", "work"),
    "github": Tile("Gh", "work"),
    "slideshare": Tile("Sl", "work"),
    "scribd": Tile("Sb", "work"),
    "issuu": Tile("Is", "work"),
    "whatsapp": Tile("Wa", "chat"),
    "wechat": Tile("Wc", "chat"),
    "telegram": Tile("Tg", "chat"),
    "line": Tile("Ln", "chat"),
    "kakaotalk": Tile("Kk", "chat"),
    "zalo": Tile("Za", "chat"),
    "viber": Tile("Vb", "chat"),
    "discord": Tile("Di", "chat"),
    "podcast": Tile("Po", "feed"),
    "blog": Tile("Bl", "feed"),
    "medium": Tile("Me", "feed"),
    "substack": Tile("Su", "feed"),
    "tumblr": Tile("Tu", "feed"),
    "soundcloud": Tile("Sc", "feed"),
    "naver": Tile("Na", "feed"),
    "spotify": Tile("Sp", "feed"),
    "apple-podcasts": Tile("Ap", "feed"),
    "storify": Tile("St", "feed"),
}


def tile_of(slug: str) -> Tile:
    """The tile of a platform; one that is not in the table gets the first letters of its slug."""
    return TILES.get(slug) or Tile(slug[:2].capitalize(), "other")
