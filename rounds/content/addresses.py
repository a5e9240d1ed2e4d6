"""Where pages are, without asking the database: below the root of the one site."""


def address_of(url_path: str) -> str:
    """ "/website/news/hello/" is at "/news/hello/": the first part is the root page's own."""
    return "/" + url_path.split("/", 2)[2]
