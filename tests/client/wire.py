"""A line to a server that can lose answers, and servers that are not ours."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """Hand each connection to `serve`, one after the other; give the address."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def run() -> None:
            with suppress(OSError):
                while True:
                    line, _ = door.accept()
                    with line:
                        serve(line)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        door.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def request(line: socket.socket) -> bytes:
    """Read a whole request."""
    seen = b""
    while b"\r\n\r\n" not in seen:
        seen += line.recv(65_536)
    head, _, body = seen.partition(b"\r\n\r\n")
    length = next(
        (int(each[15:]) for each in head.lower().split(b"\r\n") if each.startswith(b"content-length:")), 0
    )
    while len(body) < length:
        body += line.recv(65_536)
    return head + b"\r\n\r\n" + body


@contextmanager
def answering(answer: bytes, seen: list[bytes]) -> Iterator[str]:
    """Give the same bytes to whoever asks."""

    def serve(line: socket.socket) -> None:
        seen.append(request(line))
        line.sendall(answer)

    with listening(serve) as at:
        yield at


@contextmanager
def losing(at: str, path: str, times: int, seen: list[bytes]) -> Iterator[str]:
    """Pass requests on to a service, but lose the answer to the first ones for `path`."""
    where = urlsplit(at)
    left = [times]

    def serve(line: socket.socket) -> None:
        asked = request(line)
        seen.append(asked)
        with socket.create_connection((where.hostname or "", where.port or 80)) as there:
            there.sendall(asked.replace(b"\r\nConnection: keep-alive", b""))
            answer = b""
            while more := there.recv(65_536):
                answer += more
        if asked.startswith(f"POST {path} ".encode()) and left[0]:
            left[0] -= 1
            return
        line.sendall(answer)

    with listening(serve) as address:
        yield address
