"""TLS asks for the name that was registered, whatever address it leads to, by an authority we trust (T70)."""

import asyncio
import ssl
from pathlib import Path

import pytest

from api.outgoing import Outgoing, trusted
from api.partners.targets import Target
from tests.partners.certificates import DAY, Authority
from tests.partners.sinks import PUBLIC, Roads, listening

HOST = "hooks.test"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def post(tls: ssl.SSLContext, trust: ssl.SSLContext) -> tuple[str, int]:
    """Send to a public address that serves like this; count what arrived."""
    with listening(tls=tls) as sink:
        outgoing = Outgoing(resolve=lambda *_: [PUBLIC], dial=Roads(sink), trust=trust)
        answer = asyncio.run(outgoing.post(Target("https", HOST, 443, "/"), {}, b"{}"))
        return answer.outcome, len(sink.visits)


def test_a_certificate_for_the_registered_name_is_good_at_the_judged_address(authority: Authority) -> None:
    asked: list[str | None] = []
    tls = authority.server(HOST)
    tls.sni_callback = lambda connection, name, context: asked.append(name)

    assert post(tls, authority.trust()) == ("204", 1)
    assert asked == [HOST]


def test_a_certificate_for_another_name_or_one_that_is_over_is_refused(authority: Authority) -> None:
    others = [authority.server("other.test"), authority.server(PUBLIC), authority.server(HOST, until=-DAY)]

    assert [post(tls, authority.trust()) for tls in others] == [("bad_certificate", 0)] * 3


def test_a_certificate_by_nobody_that_is_trusted_is_refused(authority: Authority) -> None:
    """The second is signed by an authority that this machine does not know."""
    assert post(authority.server(HOST, own=True), authority.trust()) == ("bad_certificate", 0)
    assert post(authority.server(HOST), trusted()) == ("bad_certificate", 0)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_old_versions_of_tls_are_not_spoken(authority: Authority) -> None:
    tls = authority.server(HOST)
    tls.set_ciphers("ALL:@SECLEVEL=0")
    tls.minimum_version = tls.maximum_version = ssl.TLSVersion.TLSv1_1

    assert post(tls, authority.trust()) == ("no_connection", 0)
    assert trusted().minimum_version is ssl.TLSVersion.TLSv1_2
