"""Run every measurement: `make bench`."""

from bench import phone, service, sign_in, start, sync
from tests.e2e.phone import Service


def main() -> None:
    """Measure the service, the phone, then sync."""
    running = Service()
    running.start()
    try:
        service.measure(running.port)
        phone.measure(running)
        sync.measure(running)
    finally:
        running.remove()
    sign_in.measure()
    start.measure()


if __name__ == "__main__":
    main()
