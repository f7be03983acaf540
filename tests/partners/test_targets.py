"""Which URLs may be registered."""

import pytest

from api.partners.targets import Target, target

TAKEN = {
    "https://hooks.example": ("https", "hooks.example", 443, "/"),
    "https://hooks.example/in/8b1f?a=b&c=": ("https", "hooks.example", 443, "/in/8b1f?a=b&c="),
    "https://hooks.example:443/in": ("https", "hooks.example", 443, "/in"),
    "https://hooks.example:8443/in": ("https", "hooks.example", 8443, "/in"),
    "HTTPS://Hooks.Example/In": ("https", "hooks.example", 443, "/In"),
    "https://xn--fiq228c.example/%E5%B7%A5": ("https", "xn--fiq228c.example", 443, "/%E5%B7%A5"),
    "https://198.41.0.4/": ("https", "198.41.0.4", 443, "/"),
    "https://[2a00::1]:8443/": ("https", "2a00::1", 8443, "/"),
}
REFUSED = {
    "no https": [
        "http://hooks.example/",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "//hooks.example/",
        "in",
    ],
    "another port": [f"https://hooks.example:{port}/" for port in ("80", "22", "8080", "0", "65536", "0443")],
    "no port": ["https://hooks.example:x/", "https://hooks.example:443:443/", "https://hooks.example:-443/"],
    "a name and password": [
        "https://a@hooks.example/",
        "https://a:b@hooks.example/",
        "https://@hooks.example/",
    ],
    "a fragment": ["https://hooks.example/#a", "https://hooks.example/#"],
    "a name of the inside": ["https://localhost/", "https://database/", "https://2130706433/"],
    "no host": [
        "https:///in",
        "https://",
        "https:hooks.example",
        "https://:443/",
        "https://?a",
        "https://[]/",
    ],
    "no letter of a URL": [
        *(
            f"https://hooks.example/{letter}"
            for letter in (" ", "\t", "\n", "\\", '"', "<", "|", "^", "`", "{", "工")
        ),
        *(
            "https://hooks\\.example/",
            "https://工友.example/",
            "https://①②⑦.⓪.⓪.①/",
            "https://hooks.example\n/",
        ),
    ],
    "no address": ["https://[::1/", "https://::1/", "https://[fe80::1%25eth0]/", "https://[hooks.example]/"],
    "no end": ["https://hooks.example/" + "a" * 500, "https://" + "a" * 254 + "/"],
}


@pytest.mark.parametrize("url", TAKEN)
def test_https_on_its_ports_is_taken(url: str) -> None:
    assert target(url, loopback=False) == Target(*TAKEN[url])


@pytest.mark.parametrize("why", REFUSED)
def test_anything_else_is_refused(why: str) -> None:
    for url in REFUSED[why]:
        assert target(url, loopback=False) is None, url


def test_for_development_http_and_any_port_are_taken_too_and_nothing_else() -> None:
    taken = target("http://localhost:9000/in", loopback=True)

    assert taken == Target("http", "localhost", 9000, "/in")
    for why in (
        "no port",
        "a name and password",
        "a fragment",
        "no host",
        "no letter of a URL",
        "no address",
    ):
        assert not [url for url in REFUSED[why] if target(url, loopback=True)], why
    assert target("ftp://localhost/", loopback=True) is None


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("https://hooks.example/", "hooks.example"),
        ("https://hooks.example:8443/", "hooks.example:8443"),
        ("https://[2a00::1]/", "[2a00::1]"),
        ("https://[2a00::1]:8443/", "[2a00::1]:8443"),
    ],
)
def test_the_host_header_names_the_port_only_when_it_is_another(url: str, authority: str) -> None:
    found = target(url, loopback=False)

    assert found is not None
    assert found.authority == authority


def test_the_path_may_be_a_secret_and_is_not_shown() -> None:
    assert "8b1f" not in repr(target("https://hooks.example/in/8b1f", loopback=False))
