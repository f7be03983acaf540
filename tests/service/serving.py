"""Run the service for real on loopback, in a thread of the test, for what a test client cannot show."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from api.door import Door

ENDS = 60  # seconds: a busy machine is no fault


@contextmanager
def served(app: FastAPI, port: int = 0) -> Iterator[tuple[str, int]]:
    """Serve an app as `gongyou serve` does, but for its jobs; give its host and port.

    Jobs are woken by the machine's clock: a run that passes 04:41 would find a release nobody asked for.
    """
    app.state.jobs = {}
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # for a port that was just left
        door.bind(("127.0.0.1", port))
        door.listen(512)
        config = uvicorn.Config(
            app, log_config=None, access_log=False, proxy_headers=False, ws="none", http=Door
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield door.getsockname()
        finally:
            server.should_exit = True
            thread.join(ENDS)
            assert not thread.is_alive(), "it still serves"  # the next one would share its port
