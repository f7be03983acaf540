"""The built app comes from its folder, small and fresh; the rest of the disk does not."""

import gzip
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import Settings

CODE = b"export const a = 1;\n" * 200


@pytest.fixture
def site(tmp_path: Path) -> TestClient:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><title>Gongyou</title>")
    (dist / "calculator.html").write_text("<!doctype html><title>Sum</title>")
    (dist / "sw.js").write_text("self.skipWaiting();")
    (dist / "manifest.webmanifest").write_text("{}")
    (dist / "icon.svg").write_text("<svg/>")
    (dist / ".hidden").write_text("secret")
    (dist / "desk" / "assets").mkdir(parents=True)
    (dist / "desk" / "index.html").write_text("<!doctype html><title>Desk</title>")
    (dist / "desk" / "assets" / "desk-1.js").write_bytes(CODE)
    (dist / "assets" / "worker-1.js").write_bytes(CODE)
    (dist / "assets" / "worker-1.js.gz").write_bytes(gzip.compress(CODE))
    (dist / "assets" / "worker-1.js.br").write_bytes(b"brotli")
    (tmp_path / "secret.txt").write_text("secret")
    (dist / "link.txt").symlink_to(tmp_path / "secret.txt")
    return TestClient(create_app(Settings(dist=dist)))


@pytest.mark.parametrize(
    ("path", "kind", "keep"),
    [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/calculator.html", "text/html; charset=utf-8", "no-cache"),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/icon.svg", "image/svg+xml", "no-cache"),
        ("/assets/worker-1.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/desk", "text/html; charset=utf-8", "no-cache"),
        ("/desk/", "text/html; charset=utf-8", "no-cache"),
        ("/desk/assets/desk-1.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
    ],
)
def test_each_file_says_what_it_is_and_how_long_it_keeps(
    site: TestClient, path: str, kind: str, keep: str
) -> None:
    answer = site.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == keep
    assert answer.headers.get("service-worker-allowed") == ("/" if path == "/sw.js" else None)


@pytest.mark.parametrize(
    ("taken", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_the_smallest_coding_that_the_client_takes_is_sent(
    site: TestClient, taken: str, coding: str | None
) -> None:
    with site.stream("GET", "/assets/worker-1.js", headers={"accept-encoding": taken}) as answer:
        raw = b"".join(answer.iter_raw())

    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert {None: CODE, "br": b"brotli"}.get(
        coding, gzip.decompress(raw) and raw if coding == "gzip" else raw
    ) == raw


def test_a_file_that_the_client_has_is_not_sent_again_until_it_changes(
    site: TestClient, tmp_path: Path
) -> None:
    tag = site.get("/").headers["etag"]
    same = site.get("/", headers={"if-none-match": f'"other", W/{tag}'})
    (tmp_path / "dist" / "index.html").write_text("<!doctype html><title>Newer</title>")
    newer = site.get("/", headers={"if-none-match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert newer.status_code == 200
    assert "Newer" in newer.text


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/..%5csecret.txt"),
        *(
            "/.hidden",
            "/link.txt",
            "//etc/passwd",
            "/%00",
            "/assets",
            "/assets/",
            "/desk/assets/",
            "/desk//",
            "/index.html/",
            "/" + "x" * 3_000,
        ),
    ],
)
def test_nothing_outside_and_nothing_hidden_is_served(site: TestClient, path: str) -> None:
    answer = site.get(path)

    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"


def test_ten_thousand_ranges_are_answered_as_none(site: TestClient) -> None:
    ranges = "bytes=" + ",".join(f"{n}-{n}" for n in range(10_000))

    answer = site.get("/assets/worker-1.js", headers={"range": ranges, "accept-encoding": "identity"})

    assert (answer.status_code, answer.content) == (200, CODE)


def test_only_reading_is_possible(site: TestClient) -> None:
    answer = site.put("/index.html", content=b"")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


def test_app_and_desk_are_two_pages_of_one_place(site: TestClient) -> None:
    assert "Gongyou" in site.get("/").text
    assert {site.get(path).text for path in ("/desk", "/desk/", "/desk/index.html")} == {
        "<!doctype html><title>Desk</title>"
    }


@pytest.mark.parametrize("path", ["/", "/desk", "/desk/"])
def test_an_app_that_was_not_built_is_said_in_one_page(tmp_path: Path, path: str) -> None:
    answer = TestClient(create_app(Settings(dist=tmp_path / "missing"))).get(path)

    assert answer.status_code == 503
    assert "make build" in answer.text
    assert "工友" in answer.text
