"""Run every measurement: `make bench`."""

from bench import phone, release, service, sign_in, start, sync, webhooks
from tests.e2e.phone import Service


def main() -> None:
    """Measure the service, sync, releases, then the phone."""
    running = Service()
    running.start()
    try:
        service.measure(running.port)
        sync.measure(running)
        release.measure(running)
        phone.measure(running)  # last: it stops the service
    finally:
        running.remove()
    sign_in.measure()
    webhooks.measure()
    start.measure()


if __name__ == "__main__":
    main()
