"""Languages by their tags (BCP 47), in words."""

import re

from django.utils.translation import get_language_info

TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)


def name_of(tag: str) -> str:
    """ "English" for "en-US" too; the tag where we know no name."""
    for known in (tag.lower(), primary(tag)):
        try:
            return str(get_language_info(known)["name_translated"])
        except KeyError:
            continue
    return tag


def own_name_of(tag: str) -> str:
    """As its speakers call it: Español."""
    for known in (tag.lower(), primary(tag)):
        try:
            name = str(get_language_info(known)["name_local"])
            return name[:1].upper() + name[1:]
        except KeyError:
            continue
    return tag


def primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def is_same(one: str, other: str) -> bool:
    """English is English, in whichever country."""
    return primary(one) == primary(other)
