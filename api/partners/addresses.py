"""Which addresses may be called: a list of ours, since Python's own answers differ between versions."""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

NOT_PUBLIC_4 = tuple(
    IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
PUBLIC_6 = IPv6Network("2000::/3")
NOT_PUBLIC_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
LOOPBACK = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))


def may_call_all(addresses: Iterable[str], *, loopback: bool) -> bool:
    """Tell whether every one of these addresses may be called; none at all is nothing to call.

    >>> may_call_all(["198.41.0.4", "127.0.0.1"], loopback=False)
    False
    """
    found = list(addresses)
    return bool(found) and all(is_public(one) or (loopback and is_loopback(one)) for one in found)


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open internet's.

    >>> is_public("198.41.0.4"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::a9fe:a9fe")
    (True, False, False)
    """
    parsed = unmapped(address)
    if isinstance(parsed, IPv4Address):
        return not any(parsed in block for block in NOT_PUBLIC_4)
    return parsed in PUBLIC_6 and not any(parsed in block for block in NOT_PUBLIC_6)


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine itself.

    >>> is_loopback("127.9.9.9"), is_loopback("0.0.0.0")
    (True, False)
    """
    parsed = unmapped(address)
    return any(parsed in block for block in LOOPBACK if block.version == parsed.version)


def spelt_out(host: str) -> str | None:
    """Give the address that a host is, as the system's look-up reads its numbers; None: it is a name.

    Raise `ValueError` for colons that are no address.

    >>> spelt_out("127.1"), spelt_out("0xa9fea9fe"), spelt_out("10.0.0.1."), spelt_out("hooks.example")
    ('127.0.0.1', '169.254.169.254', '10.0.0.1', None)
    """
    if ":" in host:
        return str(ip_address(host))
    try:
        return socket.inet_ntoa(socket.inet_aton(host.removesuffix(".")))
    except OSError:
        return None


def unmapped(address: str) -> Address:
    """Read an address; one of IPv4 that is written as IPv6 (::ffff:a.b.c.d) is read as what it is."""
    parsed = ip_address(address)
    return (parsed.ipv4_mapped if isinstance(parsed, IPv6Address) else None) or parsed
