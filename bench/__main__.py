"""Run every measurement: `make bench`."""

from bench import phone, service
from tests.e2e.phone import Service


def main() -> None:
    """Measure the service, then the phone."""
    running = Service()
    running.start()
    try:
        service.measure(running.port)
        phone.measure(running)
    finally:
        running.remove()


if __name__ == "__main__":
    main()
