"""A slow line to a service: every byte waits for its round trip and its turn."""

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator


class SlowLine:
    """A TCP relay on loopback with a round trip time and a rate; a new connection costs more."""

    def __init__(self, port: int, *, round_trip: float, bytes_a_second: float, greeting: int = 2) -> None:
        self.port = port
        self.one_way = round_trip / 2
        self.rate = bytes_a_second
        self.hello = round_trip * greeting  # before the first request: TCP's handshake, and TLS 1.3's
        self.free_at = 0.0  # when the line has sent what it was given
        self.listening = 0
        self.loop = asyncio.new_event_loop()
        started = threading.Event()
        threading.Thread(target=self._run, args=(started,), daemon=True).start()
        started.wait(5)

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.listening = server.sockets[0].getsockname()[1]
        started.set()
        self.loop.run_forever()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self.hello)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(self._carry(reader, far_writer, 1e9), self._carry(far_reader, writer, self.rate))

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, rate: float) -> None:
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, chunk = await waiting.get()
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                writer.write(chunk)
                if not chunk:
                    writer.close()
                    return

        task = asyncio.create_task(deliver())
        with contextlib.suppress(ConnectionError):
            async for chunk in chunks(reader):
                self.free_at = max(self.free_at, time.monotonic()) + len(chunk) / rate
                waiting.put_nowait((self.free_at + self.one_way, chunk))
        waiting.put_nowait((time.monotonic() + self.one_way, b""))
        with contextlib.suppress(ConnectionError):
            await task


async def chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Read what comes, in packets."""
    while chunk := await reader.read(1400):
        yield chunk
