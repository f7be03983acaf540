"""What is refused to who looks after an endpoint."""

from api.problems import Problem


class EndpointNotAllowed(Problem):
    """This host sends only over https, to port 443 or 8443, and with nobody's name in the address."""

    status, code, title = 422, "endpoint-not-allowed", "This host sends nothing to such an address."


class EndpointExists(Problem):
    """The organization has an endpoint that works."""

    status, code, title = 409, "endpoint-exists", "There is an endpoint already. Stop it first."


class EndpointStopped(Problem):
    """Nothing is sent to an endpoint that was stopped."""

    status, code, title = 409, "endpoint-stopped", "This endpoint was stopped."


class TooManyEndpoints(Problem):
    """The organization registered as many today as it may: each new one begins with a clean slate."""

    status, code, title = 409, "too-many-endpoints", "That is enough for today. Come back tomorrow."


class TooManyTests(Problem):
    """As many tests as there may be are still on their way."""

    status, code, title = 409, "too-many-tests", "Many tests are still on their way. Wait for them."
