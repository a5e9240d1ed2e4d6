"""What a production installation refuses to start with, and how it says so."""

from collections.abc import Mapping
from ipaddress import ip_address

from django.core.exceptions import ImproperlyConfigured

YES_OR_NO = frozenset(["", "0", "1", "false", "true", "no", "yes", "n", "y", "off", "on", "ok"])


def refuse_unclear(environment: Mapping[str, str], *names: str) -> None:
    """Raise ImproperlyConfigured where one of these says neither yes nor no: "ture" would count as no."""
    unclear = [name for name in names if environment.get(name, "").strip().lower() not in YES_OR_NO]
    if unclear:
        lines = [f"{name}: say true or false, not “{environment[name]}”" for name in unclear]
        raise ImproperlyConfigured("This installation is not safe to start:\n  " + "\n  ".join(lines))


def read_allowances(places: list[str]) -> tuple[tuple[str, int], ...]:
    """`127.0.0.1:8801` or `[::1]:8801` to address and port. Raise ImproperlyConfigured for what is not on loopback."""
    try:
        return tuple(_allowance(place) for place in places)
    except ValueError:
        raise ImproperlyConfigured(
            "FETCH_ALLOWS: name addresses on loopback with their ports, separated by commas: 127.0.0.1:8801"
        ) from None


def _allowance(place: str) -> tuple[str, int]:
    address, _, port = place.strip().rpartition(":")
    ip = ip_address(address.removeprefix("[").removesuffix("]"))
    if not ip.is_loopback or not 0 < int(port) < 65_536:
        raise ValueError(place)
    return str(ip), int(port)


def refuse_unsafe(
    *,
    secret_key: str,
    debug: bool,
    allowed_hosts: list[str],
    public_url: str,
    sample: bool,
    behind_proxy: bool,
    proxy_hops: int,
    fetch_allows: tuple[tuple[str, int], ...],
) -> None:
    """Raise ImproperlyConfigured with every unsafe setting named, so that all can be mended at once."""
    faults = []
    if len(secret_key) < 50 or len(set(secret_key)) < 5 or secret_key.startswith("django-insecure-"):
        faults.append("SECRET_KEY: set a secret of 50 or more random characters")
    if debug:
        faults.append("DEBUG: must be off where PRODUCTION is on")
    if not allowed_hosts or "*" in allowed_hosts:
        faults.append("ALLOWED_HOSTS: name the host names this installation answers to, separated by commas")
    if not public_url.startswith("https://"):
        faults.append("PUBLIC_URL: set the public address, beginning with https://")
    if sample:
        faults.append("SAMPLE: must be off where PRODUCTION is on (it shows every mail to anyone)")
    if behind_proxy and proxy_hops < 1:
        faults.append("PROXY_HOPS: say behind how many proxies it stands, else all visitors count as one")
    if fetch_allows:
        faults.append(
            "FETCH_ALLOWS: must be empty where PRODUCTION is on (it opens this machine's inside to strangers' links)"
        )
    if faults:
        raise ImproperlyConfigured("This installation is not safe to start:\n  " + "\n  ".join(faults))
