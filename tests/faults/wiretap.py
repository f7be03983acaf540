"""Hears all that a phone sends: every byte on the wire, and every field that a screen shows."""

import socket
import threading
from contextlib import suppress
from typing import Any, NamedTuple

from playwright.sync_api import BrowserContext

WATCH = """(() => {
  const places = new WeakMap();
  const label = (field) => {
    const own = field.labels?.[0];
    const said = own ? (own.querySelector('span') ?? own).firstChild : undefined;
    return (said?.textContent ?? field.className).trim();
  };
  const place = () => location.hash.replace(/^#\\//, '').split('/')
    .filter((part) => part && !/\\d/.test(part)).join('/');
  const tell = (what, field) => window.sawField(what, places.get(field), label(field));
  const open = (f) => !f.readOnly && !(f.maxLength > 0 && f.maxLength < SHORTEST);
  const look = () => {
    for (const field of document.querySelectorAll('input, textarea')) {
      const typed = field.matches('textarea, [type=text], [type=search], [type=password], :not([type])');
      if (!typed || places.has(field) || !open(field)) continue;
      places.set(field, place());
      tell('seen', field);
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
  addEventListener('input', ({ target }) => {
    look();
    if (places.has(target) && /zq[a-z0-9]{10}/.test(target.value)) tell('filled', target);
  }, true);
})()"""


class Field(NamedTuple):
    """A field by where it was first shown and what it is called."""

    place: str
    label: str


class Fields:
    """Which fields were shown, and in which of them a mark was typed."""

    def __init__(self, shortest: int) -> None:
        self.seen: set[Field] = set()
        self.filled: set[Field] = set()
        self.script = WATCH.replace("SHORTEST", str(shortest))

    def watch(self, context: BrowserContext) -> None:
        """Begin before a page is loaded; a page's own policy does not reach what is put in so."""
        context.expose_binding("sawField", self.saw)
        context.add_init_script(self.script)

    def saw(self, source: Any, what: str, place: str, label: str) -> None:
        (self.seen if what == "seen" else self.filled).add(Field(place, label))


class Sent(NamedTuple):
    """One request as it was on the wire."""

    line: str
    head: bytes
    body: bytes

    @property
    def path(self) -> str:
        return self.line.split(" ")[1]


class Wire:
    """Stands between phones and a service and writes down every byte that goes to the service."""

    def __init__(self, port: int) -> None:
        self.to = ("127.0.0.1", port)
        self.streams: list[bytearray] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        with suppress(OSError):  # the door was closed
            while True:
                caller, _ = self.door.accept()
                threading.Thread(target=self.carry, args=(caller,), daemon=True).start()

    def carry(self, caller: socket.socket) -> None:
        try:
            service = socket.create_connection(self.to)
        except OSError:
            caller.close()
            return
        heard = bytearray()
        self.streams.append(heard)
        back = threading.Thread(target=pass_on, args=(service, caller, bytearray()), daemon=True)
        back.start()
        pass_on(caller, service, heard)
        back.join()
        caller.close()
        service.close()

    def close(self) -> None:
        with suppress(OSError):
            self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()

    def requests(self) -> list[Sent]:
        """Read the requests out of what was heard."""
        return [sent for stream in list(self.streams) for sent in requests_in(bytes(stream))]


def pass_on(source: socket.socket, target: socket.socket, heard: bytearray) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            heard += data
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def requests_in(stream: bytes) -> list[Sent]:
    """Cut a connection's bytes into requests; raise when they are cut otherwise than by a length."""
    found = []
    while stream:
        head, _, rest = stream.partition(b"\r\n\r\n")
        line, *headers = head.decode("latin-1").split("\r\n")
        names = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in headers)}
        if "transfer-encoding" in names:
            raise ValueError("a body without a length")
        length = int(names.get("content-length", 0))
        found.append(Sent(line, head, rest[:length]))
        stream = rest[length:]
    return found
