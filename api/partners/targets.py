"""Which addresses of the web an organization may register, and their parts as they are called."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LONGEST = 500
PORTS = {"https": 443, "http": 80}
ALLOWED_PORTS = (443, 8443)
LETTERS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")  # RFC 3986: nothing else is in a URL
HOST = re.compile(r"[A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]+\]")


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
    """Take a URL apart, or give None when it may not be called: https, port 443 or 8443, nobody's name in it.

    With `loopback` http and any port will do. Where the host leads is judged when it is called.

    >>> target("https://hooks.example/a?b=c", loopback=False)
    Target(scheme='https', host='hooks.example', port=443)
    >>> target("https://hooks.example:22/", loopback=False) is None
    True
    """
    if not LETTERS.fullmatch(url) or len(url) > LONGEST or "#" in url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = parts.netloc.removesuffix("" if port is None else f":{port}").removesuffix(":")
    schemes = ("https", "http") if loopback else ("https",)
    if parts.scheme not in schemes or not HOST.fullmatch(host):  # the host has no @: it names nobody
        return None
    if not loopback and not {".", ":"} & {*host}:  # a name of the inside
        return None
    port = PORTS[parts.scheme] if port is None else port
    if port < 1 or (port not in ALLOWED_PORTS and not loopback):
        return None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host.strip("[]").lower(), port, path)


def origin(url: str) -> str:
    """Write a registered URL without its path, which may be a secret of the organization's.

    >>> origin("https://hooks.example:8443/in/8b1f")
    'https://hooks.example:8443'
    >>> origin("HTTPS://hooks.example?key=8b1f")
    'https://hooks.example'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
