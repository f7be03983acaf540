"""Who may call a route: annotations for its signature (docs/accounts.md), and the session's cookie.

The look-up has a short session of its own, in a thread; never the one that the route will use.
"""

from typing import Annotated, Any

import anyio.to_thread
from fastapi import Depends, FastAPI, Request, Response
from fastapi.security import APIKeyCookie

from api.accounts.caller import Caller, SignedOut
from api.accounts.service.lookup import find_caller
from api.db import transacted
from api.pepper import pepper_of
from api.problems import NotFound, answers
from api.steps import Steps
from api.world import World

COOKIE = "__Host-s"  # the prefix: no other host and no plain http can set it
ATTRIBUTES: dict[str, Any] = {"path": "/", "secure": True, "httponly": True, "samesite": "strict"}
FOR_LONG = 400 * 24 * 3600  # seconds, the most that browsers keep; the server decides when it is over
LONGEST_TOKEN = 100

SIGNED_IN = answers(SignedOut)  # for `responses=` of a router or route
cookie = APIKeyCookie(name=COOKIE, auto_error=False, scheme_name="session", description="A signed-in phone.")


async def token_before(request: Request) -> str | None:
    """Give the session that the browser still has, for routes that begin one in its place."""
    return request.cookies.get(COOKIE)


Before = Annotated[str | None, Depends(token_before)]


def world_of(app: FastAPI) -> World:
    """Give the outside world as this app has it, now."""
    state = app.state
    if state.pepper is None:
        state.pepper = pepper_of(state.settings)
    return World(state.now(), state.pepper, state.settings.webhooks_to_loopback, state.ending)


async def outside(request: Request) -> World:
    """Give the time and the pepper."""
    return world_of(request.app)


Outside = Annotated[World, Depends(outside)]


async def steps_of(request: Request, world: Outside) -> Steps:
    """Give what a route that hashes works with."""
    return Steps(request.app.state.engine, request.app.state.slots, world)


Stepwise = Annotated[Steps, Depends(steps_of)]


async def anybody(request: Request, token: Annotated[str | None, Depends(cookie)], world: Outside) -> Caller:
    """Let in whoever is signed in, on a phone that must leave too."""
    if token is None or len(token) > LONGEST_TOKEN:
        raise SignedOut
    engine = request.app.state.engine
    found = await anyio.to_thread.run_sync(
        lambda: transacted(engine, lambda session: find_caller(session, token, world.now))
    )
    if found is None:
        raise SignedOut
    return found


Leaving = Annotated[Caller, Depends(anybody)]


async def worker(caller: Leaving) -> Caller:
    """Let in a signed-in worker."""
    if caller.leaving:
        raise SignedOut
    return caller


Worker = Annotated[Caller, Depends(worker)]


async def staff(caller: Worker) -> Caller:
    """Let in whoever holds any role."""
    if not caller.roles:
        raise NotFound
    return caller


async def organizer(caller: Worker) -> Caller:
    """Let in an organizer of an organization."""
    if "organizer" not in caller.roles or caller.organization_id is None:
        raise NotFound
    return caller


async def delegate(caller: Worker) -> Caller:
    """Let in who looks after an organization's endpoint: an organizer or a partner of it."""
    if not caller.roles & {"organizer", "partner"} or caller.organization_id is None:
        raise NotFound
    return caller


async def admin(caller: Worker) -> Caller:
    """Let in an admin."""
    if "admin" not in caller.roles:
        raise NotFound
    return caller


Staff = Annotated[Caller, Depends(staff)]
Organizer = Annotated[Caller, Depends(organizer)]
Delegate = Annotated[Caller, Depends(delegate)]
Admin = Annotated[Caller, Depends(admin)]


def keep_session(response: Response, token: str) -> None:
    """Give the browser its session."""
    response.set_cookie(COOKIE, token, max_age=FOR_LONG, **ATTRIBUTES)


def drop_session(response: Response) -> None:
    """Take the session out of the browser, with what it kept of our answers."""
    response.delete_cookie(COOKIE, **ATTRIBUTES)
    response.headers["Clear-Site-Data"] = '"cache", "cookies"'
