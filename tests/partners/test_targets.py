"""Which URLs may be registered."""

import json
import socket
from pathlib import Path

import pytest

from api.partners.targets import Target, Wrong, read_target, target

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
SAID = json.loads(Path(__file__).with_name("addresses.json").read_text())  # the desk is held to it too


@pytest.mark.parametrize("url", TAKEN)
def test_https_on_its_ports_is_taken(url: str) -> None:
    assert target(url, loopback=False) == Target(*TAKEN[url])


@pytest.mark.parametrize("url", SAID["taken"])
def test_what_the_desk_lets_through_is_taken(url: str) -> None:
    assert isinstance(read_target(url, loopback=False), Target)


@pytest.mark.parametrize("why", SAID["refused"])
def test_anything_else_is_refused_by_the_word_for_what_is_wrong(why: str) -> None:
    for url in SAID["refused"][why]:
        assert read_target(url, loopback=False) == Wrong(why), url
        assert target(url, loopback=False) is None, url


def test_an_address_has_an_end() -> None:
    assert read_target("https://hooks.example/" + "a" * 500, loopback=False) == Wrong.TOO_LONG


def test_there_is_a_case_for_every_word() -> None:
    assert {*SAID["refused"]} == {*Wrong} - {Wrong.TOO_LONG}


@pytest.mark.parametrize("why", SAID["loopback"])
def test_for_development_http_any_port_and_this_machine_are_taken_too_and_nothing_else(why: str) -> None:
    for url in SAID["loopback"][why]:
        read = read_target(url, loopback=True)
        assert isinstance(read, Target) if not why else read == Wrong(why), url


def test_nobody_is_asked_for_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of an address must not tell which names there are on the inside."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("somebody was asked"))

    for url in [*SAID["taken"], "https://database.internal/", "https://localhost.localdomain/"]:
        assert target(url, loopback=False) is not None, url


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
