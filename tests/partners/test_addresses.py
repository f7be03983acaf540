"""Which addresses may be called, however they are written (T66); the blocks are IANA's registries'."""

import asyncio

import pytest

from api.outgoing import Outgoing
from api.partners.addresses import is_loopback, is_public, may_call_all
from api.partners.targets import Target, Wrong, read_target
from tests.partners.sinks import Roads, listening

EDGES = {  # the last address before a block, its first, its last, and the first after it
    "0.0.0.0/8": ("", "0.0.0.0", "0.255.255.255", "1.0.0.0"),
    "10/8": ("9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"),
    "100.64/10": ("100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"),
    "127/8": ("126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"),
    "169.254/16": ("169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"),
    "172.16/12": ("172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"),
    "192.0.0/24": ("191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"),
    "192.0.2/24": ("192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"),
    "192.88.99/24": ("192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"),
    "192.168/16": ("192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"),
    "198.18/15": ("198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"),
    "198.51.100/24": ("198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"),
    "203.0.113/24": ("203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"),
    "224/4 and 240/4": ("223.255.255.255", "224.0.0.0", "255.255.255.255", ""),
    "below 2000::/3": ("", "::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::"),
    "2001::/23": ("2000:ffff::1", "2001::", "2001:1ff:ffff::1", "2001:200::"),
    "2001:db8::/32": ("2001:db7:ffff::1", "2001:db8::", "2001:db8:ffff::1", "2001:db9::"),
    "2002::/16": ("2001:ffff::1", "2002::", "2002:ffff::1", "2003::"),
    "3fff::/20": ("3ffe:ffff::1", "3fff::", "3fff:fff:ffff::1", "3fff:1000::"),
    "above 2000::/3": ("3fff:ffff::1", "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""),
}


@pytest.mark.parametrize("edges", EDGES.values(), ids=EDGES.keys())
def test_each_block_ends_where_it_ends(edges: tuple[str, str, str, str]) -> None:
    before, first, last, after = edges

    assert not is_public(first)
    assert not is_public(last)
    assert all(is_public(one) for one in (before, after) if one)


SPELLINGS = (
    *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1"),
    *("017700000001", "0", "0.0.0.0", "127.255.255.254", "localhost", "10.0.0.1", "0xa000001"),
    *("167772161", "172.16.0.1", "192.168.0.1", "192.168.1", "100.64.0.1", "100.100.100.200"),
    *("169.254.169.254", "0xa9fea9fe", "2852039166", "192.0.0.8", "192.0.2.1", "192.88.99.1"),
    *("198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:169.254.169.254]"),
    *("[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::a00:1]"),
    *("[2002:a9fe:a9fe::]", "[2001::1]", "[2001:db8::1]", "[3fff::1]", "[fc00::1]", "[fd00:ec2::254]"),
    *("[fe80::1]", "[fec0::1]", "[ff0e::1]", "[100::1]", "[0:0:0:0:0:ffff:0a00:0001]"),
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_inner_address_is_called_and_all_are_refused_alike(spelling: str) -> None:
    """T66. None is registered; and if one were, it would go through the look-up and judgement of any name."""
    for url in (f"https://{spelling}:8443/", f"https://{spelling}/in"):
        word = read_target(url, loopback=False)
        assert word == (Wrong.NO_DOT if spelling == "localhost" else Wrong.NOT_PUBLIC)
    with listening() as internal:
        roads = Roads()
        outgoing = Outgoing(dial=roads)
        answer = asyncio.run(
            outgoing.post(Target("http", spelling.strip("[]").lower(), internal.port, "/"), {}, b"{}")
        )

    assert answer.outcome == "refused_address"
    assert (roads.dialled, internal.connections) == ([], 0)


def test_the_table_of_spellings_is_long_enough_to_mean_something() -> None:
    assert len(set(SPELLINGS)) >= 40


def test_this_machine_is_called_only_when_that_was_set_and_no_other_inner_address_even_then() -> None:
    own = ["127.0.0.1", "127.200.0.9", "::1", "::ffff:127.0.0.1"]
    inner = ["0.0.0.0", "10.0.0.1", "::", "fe80::1", "169.254.169.254", "::127.0.0.1"]

    assert all(may_call_all([one], loopback=True) and not may_call_all([one], loopback=False) for one in own)
    assert not any(may_call_all([one], loopback=True) or is_loopback(one) for one in inner)
    assert may_call_all(["198.41.0.4", "2a00::1"], loopback=False)
    assert not may_call_all(["198.41.0.4", "10.0.0.1"], loopback=True)
    assert not may_call_all([], loopback=True)
