"""How long the head of a request may be and take; the boundary bounds the rest."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 32 * 1024  # bytes, beyond what one read gave; the parser's work grows with their square
SECONDS_FOR_A_HEAD = 20.0  # for its last byte, from the connection or the head's first byte on


class Door(HttpToolsProtocol):
    """Speak HTTP/1.1 as uvicorn does, but hang up on a head that does not end."""

    in_head = True
    head_size = 0
    patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self.wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self.stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a head that is still open must fit its limit."""
        super().data_received(data)
        self.head_size += len(data) if self.in_head else 0
        if self.in_head and self.head_size > MOST_HEAD and not self.transport.is_closing():
            self.send_400_response("Headers too long.")

    def on_message_begin(self) -> None:
        """Begin a head."""
        super().on_message_begin()
        self.in_head, self.head_size = True, 0
        self.wait()

    def on_headers_complete(self) -> None:
        """End a head."""
        self.in_head = False
        self.stop_waiting()
        super().on_headers_complete()

    def wait(self) -> None:
        """Hang up unless the head ends in time."""
        self.stop_waiting()
        self.patience = self.loop.call_later(SECONDS_FOR_A_HEAD, self.transport.close)

    def stop_waiting(self) -> None:
        """Be patient without end."""
        if self.patience is not None:
            self.patience.cancel()
            self.patience = None
