"""What people are told. A sentence never repeats what they typed, only names that we know to be harmless."""

from rounds.directory.platforms.model import Refusal

SENTENCES = {
    "empty": "There is nothing here yet. Please paste the address of the account.",
    "too-long": (
        "This is too long for the address of an account. Please paste only the address, such as "
        "https://www.facebook.com/mayoclinic."
    ),
    "hidden-characters": (
        "There are invisible characters in this address. Please type it again by hand, or copy it from "
        "the address bar of the browser."
    ),
    "not-an-address": (
        "This does not read as a web address. Please open the account and copy what stands in the address "
        "bar of the browser."
    ),
    "no-platform": (
        "A name alone may exist on many platforms. Please choose the platform, or paste the whole address "
        "of the account."
    ),
    "scheme": (
        "Only web addresses that begin with https:// can be listed. Please copy the address of the "
        "account from the browser."
    ),
    "userinfo": (
        "This address hides its real destination behind an @ sign, which dishonest links do. Please copy "
        "the address of the account from the browser."
    ),
    "port": (
        "This address names a port, which no public account does. Please leave out the colon and the "
        "number after the host."
    ),
    "email": "This is an e-mail address, not an account. Please paste the web address of the account.",
    "phone": (
        "This is a telephone number, which we keep out of public lists. Please paste the address of a "
        "public channel or page."
    ),
    "not-public": (
        "This address works only inside a private network. Please paste the public address of the account."
    ),
    "unknown-host": (
        "{host} is a web site, not one of the platforms we know. If it is a blog or a podcast, please "
        "choose that; otherwise paste the address of the account on its platform."
    ),
    "look-alike": (
        "This address looks like {like} but is not: it leads somewhere else. Please open the real {like} "
        "and copy the address of the account from there."
    ),
    "mixed-scripts": (
        "This name mixes letters of different alphabets that look the same, as imitations do. Please copy "
        "the address of the account from the browser."
    ),
    "home": (
        "This is the front page of {name}, not an account. Please open the account there and copy its "
        "address."
    ),
    "reserved": (
        "This is a page of {name} itself, not an account. Please open the account there and copy its address."
    ),
    "service": (
        "This is a working part of {name}, such as a share button or a log-in, not an account. Please "
        "open the account there and copy its address."
    ),
    "person": (
        "This is the profile of a person. The List holds accounts of organizations: please paste the "
        "address of the organization's page on {name}."
    ),
    "bad-handle": (
        "No account on {name} can have this name. What it takes: {rule}. Please copy the address of the "
        "account from the browser."
    ),
    "short-link": (
        "This is a short link or a list of links, which can lead anywhere and change any day. Please open "
        "it and paste the address that you arrive at."
    ),
    "forwards": (
        "This link only passes people on, to {found}. If that is the account, please paste that address."
    ),
    "no-fediverse": (
        "{host} is not a server of the fediverse, so nobody has a Mastodon name there. Please check the "
        "part after the second @."
    ),
}


def refuse(code: str, submitted: str, **words: str) -> Refusal:
    """`forwards` is told apart in the sentence alone: for a program it is a short link like any other."""
    return Refusal("short-link" if code == "forwards" else code, SENTENCES[code].format(**words), submitted)
