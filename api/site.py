"""The built front end, served from its folder, compressed (`.br`, `.gz` beside a file) for who takes that."""

import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from api.boundary import codings

KINDS = {  # those that machines disagree about
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
CODINGS = {"br": ".br", "gzip": ".gz"}
PAGES = {"/": "/index.html", "/desk": "/desk/index.html", "/desk/": "/desk/index.html"}
NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Gongyou</title>
<h1>Gongyou 工友</h1>
<p>The service runs, but the app has not been built yet. Run <code>make build</code> and reload this page.</p>
<p lang="zh-CN">服务已启动，但应用还没有构建。请运行 <code>make build</code>，然后刷新本页。</p>
<p><a href="/docs">API</a></p></html>"""


class Site:
    """Answer GET for the files of one folder, and nothing above it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. The files are small and in the page cache: no thread is taken from the routes."""
        if scope["method"] != "GET":
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        await self.answer(scope["path"], Headers(scope=scope))(scope, receive, send)

    def answer(self, path: str, headers: Headers) -> Response:
        """Give the file at `path` in the best coding that the client takes."""
        file = self.find(PAGES.get(path, path))
        if file is None:
            if path in PAGES:
                return HTMLResponse(NOT_BUILT, 503)
            raise HTTPException(404)
        taken = set(codings(headers.get("accept-encoding", "")))
        for coding, suffix in CODINGS.items():
            if coding in taken and (smaller := self.find(path_of(file, self.folder) + suffix)):
                return reply(file, smaller, headers, {"Content-Encoding": coding})
        return reply(file, file, headers, {})

    def find(self, path: str) -> Path | None:
        """Find a file by its address; hidden files and what lies outside are not there."""
        if path.endswith("/") or any(part.startswith(".") for part in path.split("/")):
            return None
        try:
            file = (self.folder / path.lstrip("/")).resolve()
            inside = file.is_relative_to(self.folder) and S_ISREG(file.stat().st_mode)
        except (OSError, ValueError):  # not there, too long, or a NUL in it
            return None
        return file if inside else None


def path_of(file: Path, folder: Path) -> str:
    """Give the address of a file."""
    return "/" + file.relative_to(folder).as_posix()


def reply(file: Path, sent: Path, headers: Headers, more: dict[str, str]) -> Response:
    """Send a file, or say that the client has it already. Range is ignored, as it may be (RFC 9110 14.2)."""
    found = sent.stat()
    body, tag = content(sent, found.st_mtime_ns, found.st_size)
    own = {"ETag": f'"{tag}"', "Vary": "Accept-Encoding", **more}
    if file.name == "sw.js":
        own["Service-Worker-Allowed"] = "/"
    known = {word.strip().removeprefix("W/") for word in headers.get("if-none-match", "").split(",")}
    if f'"{tag}"' in known:
        return Response(status_code=304, headers=own)
    kind = KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Response(body, headers={**own, "Content-Type": kind})


@lru_cache(maxsize=256)
def content(file: Path, changed_ns: int, size: int) -> tuple[bytes, str]:
    """Read a file and hash it once for as long as it stays the same."""
    body = file.read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:24]
