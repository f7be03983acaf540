"""Which addresses of the web an organization may register, and their parts as they are called."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from api.partners.addresses import may_call_all, spelt_out

LONGEST = 500
PORTS = {"https": 443, "http": 80}
ALLOWED_PORTS = (443, 8443)
LETTERS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*")  # RFC 3986: nothing else is in a URL
PLACE = re.compile(r"(\[[^\]]*\]|[^:]*)(?::(.*))?")  # a host and perhaps a port
HOST = re.compile(r"[A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]+\]")
PORT = re.compile(r"[1-9][0-9]{0,4}")
LAST_IS_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0[Xx][0-9A-Fa-f]*)\.?")  # no name ends so


class Wrong(StrEnum):
    """What is wrong with an address, in one word (docs/webhooks.md)."""

    TOO_LONG = "too-long"
    LETTERS = "letters"  # spaces, Chinese and whatever else is in no URL
    FRAGMENT = "fragment"
    SCHEME = "not-https"
    USER = "user"
    PORT = "port"
    HOST = "no-host"
    NOT_PUBLIC = "not-public"
    NO_DOT = "no-dot"  # a name of the inside


@dataclass(frozen=True)
class Target:
    """Where a POST goes."""

    scheme: str
    host: str  # an IPv6 address without its brackets
    port: int
    path: str = field(repr=False)  # with the query

    @property
    def authority(self) -> str:
        """Write host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target(url: str, *, loopback: bool) -> Target | None:
    """Take a URL apart, or give None when it may not be called.

    >>> target("https://hooks.example/a?b=c", loopback=False)
    Target(scheme='https', host='hooks.example', port=443)
    >>> target("https://hooks.example:22/", loopback=False) is None
    True
    """
    read = read_target(url, loopback=loopback)
    return read if isinstance(read, Target) else None


def read_target(url: str, *, loopback: bool) -> Target | Wrong:
    """Take a URL apart, or say what is wrong: https, port 443 or 8443, nobody's name in it.

    With `loopback` http and any port will do. Where a name leads is judged when it is called; an address
    that stands there in numbers needs nobody to be asked, and is judged now.

    >>> read_target("https://a:b@hooks.example/", loopback=False)
    <Wrong.USER: 'user'>
    >>> read_target("https://0xa9fea9fe/", loopback=False), read_target("https://10.1/", loopback=False)
    (<Wrong.NOT_PUBLIC: 'not-public'>, <Wrong.NOT_PUBLIC: 'not-public'>)
    """
    if wrong := wrong_text(url):
        return wrong
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address
        return Wrong.HOST
    if parts.scheme not in (PORTS if loopback else ("https",)):
        return Wrong.SCHEME
    if "@" in parts.netloc:
        return Wrong.USER
    place = read_place(parts.scheme, parts.netloc, loopback=loopback)
    if isinstance(place, Wrong):
        return place
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, *place, path)


def wrong_text(url: str) -> Wrong | None:
    """Judge what was typed, before it is taken apart."""
    if len(url) > LONGEST:
        return Wrong.TOO_LONG
    if not LETTERS.fullmatch(url):
        return Wrong.LETTERS
    return Wrong.FRAGMENT if "#" in url else None


def read_place(scheme: str, netloc: str, *, loopback: bool) -> tuple[str, int] | Wrong:
    """Read host and port."""
    found = PLACE.fullmatch(netloc)
    host = found[1] if found else ""
    if found is None or not HOST.fullmatch(host):
        return Wrong.HOST
    if wrong := wrong_host(host.strip("[]"), loopback=loopback):
        return wrong
    if found[2] and not PORT.fullmatch(found[2]):
        return Wrong.PORT
    port = int(found[2] or PORTS[scheme])
    if port > 65535 or (port not in ALLOWED_PORTS and not loopback):
        return Wrong.PORT
    return host.strip("[]").lower(), port


def wrong_host(host: str, *, loopback: bool) -> Wrong | None:
    """Judge a host as far as that can be done without asking anybody."""
    try:
        address = spelt_out(host)
    except ValueError:
        return Wrong.HOST
    if address is not None and not may_call_all([address], loopback=loopback):
        return Wrong.NOT_PUBLIC
    if address is None and LAST_IS_NUMBER.fullmatch(host):
        return Wrong.HOST
    return None if loopback or {".", ":"} & {*host} else Wrong.NO_DOT


def origin(url: str) -> str:
    """Write a registered URL without its path, which may be a secret of the organization's.

    >>> origin("https://hooks.example:8443/in/8b1f")
    'https://hooks.example:8443'
    >>> origin("HTTPS://hooks.example?key=8b1f")
    'https://hooks.example'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
