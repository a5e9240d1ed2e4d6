"""Asking the name servers: always within a time, never with search domains, and without this machine's hosts file.

`getaddrinfo` can do none of the three: it blocks for as long as a hostile name server likes.
"""

from collections.abc import Sequence
from functools import cached_property

import dns.exception
import dns.nameserver
import dns.rdatatype
import dns.resolver

from rounds.core.fetching.answers import Unfetched

NO_IPV6_AFTER = 2.0  # seconds: some name servers never answer for IPv6 although they do for IPv4


class Names:
    def __init__(self, nameservers: Sequence[str | dns.nameserver.Nameserver] | None = None) -> None:
        """Without `nameservers`, those of this machine."""
        self._nameservers = nameservers

    def addresses(self, host: str, *, seconds: float) -> list[str]:
        """Both IPv4 and IPv6. Raises Unfetched("dns") where there are none or nobody answers."""
        addresses = self._ask(host, dns.rdatatype.A, seconds)
        try:
            addresses += self._ask(host, dns.rdatatype.AAAA, min(seconds, NO_IPV6_AFTER))
        except Unfetched:
            if not addresses:
                raise
        if not addresses:
            raise Unfetched("dns")
        return addresses

    def texts(self, name: str, *, seconds: float) -> list[str]:
        """TXT records, the strings of each joined; none where the name does not exist."""
        return self._ask(name, dns.rdatatype.TXT, seconds, none_without_name=True)

    def _ask(
        self, name: str, kind: dns.rdatatype.RdataType, seconds: float, none_without_name: bool = False
    ) -> list[str]:
        try:
            answer = self._resolver.resolve(f"{name}.", kind, search=False, lifetime=seconds)
        except dns.resolver.NoAnswer:
            return []
        except dns.resolver.NXDOMAIN:
            if none_without_name:
                return []
            raise Unfetched("dns") from None
        except dns.exception.DNSException as refused:
            raise Unfetched("dns") from refused
        if kind == dns.rdatatype.TXT:
            return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]
        return [record.address for record in answer]

    @cached_property
    def _resolver(self) -> dns.resolver.Resolver:
        resolver = dns.resolver.Resolver(configure=self._nameservers is None)
        if self._nameservers is not None:
            resolver.nameservers = list(self._nameservers)
        return resolver
