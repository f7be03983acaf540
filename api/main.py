"""The service: `create_app` puts the slices, their problems, the documentation and the built app together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from threading import Event

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig

from api import alljobs as _jobs  # noqa: F401 (registers them)
from api.accounts.routes import router as accounts
from api.boundary import Boundary
from api.callers import world_of
from api.db import engine_for
from api.docs_page import router as pages
from api.employers.routes import router as employers
from api.host import router as host
from api.offers.routes import router as offers
from api.openapi import document
from api.organizations.routes import router as organizations
from api.partners.routes import router as partners
from api.pepper import pepper_of
from api.problems import HANDLERS
from api.reference.routes import router as reference
from api.scheduler import JOBS, scheduler
from api.settings import Settings
from api.site import Site
from api.slots import Slots
from api.statistics.routes import router as statistics
from api.sync.routes import router as sync
from api.wages.routes import router as wages

ROUTERS = (
    host,
    wages,
    offers,
    employers,
    reference,
    accounts,
    organizations,
    sync,
    statistics,
    partners,
    pages,
)
NO_TELEMETRY: TelemetryConfig = {  # FastAPI's records bodies and addresses if the environment asks
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
DESCRIPTION = """A notebook for the people who train AI.
Wages, offers, employers and reference files need no account, and nothing that is sent there is stored.

Who is signed in has a cookie. Every write besides `/v1/wages/estimate` and `/v1/offers/check` needs the
header `X-Gongyou: 1` and a `Sec-Fetch-Site` or `Origin` of our own.

Bodies and answers are JSON. Days are YYYY-MM-DD.
Money is an integer of the currency's smallest unit, or a decimal string; never a float."""


def create_app(settings: Settings, *more: APIRouter) -> FastAPI:
    """Put the service together, with further routers if any; it connects to its database when it starts."""
    app = FastAPI(
        title="Gongyou",
        version=release(),
        description=DESCRIPTION,
        docs_url=None,  # FastAPI's page loads its script from elsewhere
        redoc_url=None,
        openapi_url=None,
        separate_input_output_schemas=False,
        redirect_slashes=False,  # a redirect would repeat the Host header
        lifespan=lifespan,
        telemetry=NO_TELEMETRY,
    )
    app.state.settings = settings
    app.state.now = lambda: datetime.now(UTC)
    app.state.pepper = None  # read, or made, when the service starts or is first asked
    app.state.slots = Slots()
    app.state.ending = Event()
    app.state.jobs = JOBS  # they are woken by the machine's clock, whatever `now` says
    app.add_middleware(Boundary, https=settings.https)
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
    for router in (*ROUTERS, *more):
        app.include_router(router)
    app.openapi = partial(document, app)  # type: ignore[method-assign]  # how FastAPI is told
    app.mount("/", Site(settings.dist))
    return app


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Hold the connections and the scheduler while the service runs."""
    settings: Settings = app.state.settings
    if settings.database_url is None:
        raise RuntimeError("create_app needs a database URL; `gongyou serve` makes one")
    app.state.pepper = pepper_of(settings)
    engine = app.state.engine = engine_for(settings.database_url, settings.pool_size)
    # more threads than connections would only wait for one another
    anyio.to_thread.current_default_thread_limiter().total_tokens = settings.pool_size
    waker = scheduler(engine, partial(world_of, app), app.state.jobs)
    waker.start()
    try:
        yield
    finally:
        app.state.ending.set()  # before the errands are waited for
        waker.shutdown()
        app.state.slots.close()
        engine.dispose()


def release() -> str:
    """Give the version of this release."""
    try:
        return version("gongyou")
    except PackageNotFoundError:  # run from a checkout
        return "0.1.0"
