"""`gongyou endpoint`: where organizations hear of events, at the machine itself (docs/webhooks.md)."""

from typing import Annotated
from uuid import UUID

import typer

from api.admin_cli import stored
from api.console import clear_words, outside_world
from api.partners import service
from api.partners.targets import origin
from api.settings import Settings

endpoint = typer.Typer(no_args_is_help=True, help="Register where to tell organizations what happened.")


@endpoint.command()
def add(url: str, organization: Annotated[UUID, typer.Option(help="the organization's id")]) -> None:
    """Register a URL for an organization, and print the secret that verifies what is sent to it."""
    with clear_words(), stored() as session:
        made = service.register(session, organization, url, outside_world(session, Settings()))
    typer.echo(made.secret)
    typer.echo(f"Endpoint {made.id}. Give the secret to who receives: it is not shown again.", err=True)


@endpoint.command(name="list")
def list_all() -> None:
    """List every endpoint: its id, its organization's, where it is, and whether it works."""
    with clear_words(), stored() as session:
        for one in service.every_endpoint(session):
            state = f"stopped ({one.stopped})" if one.stopped else "works"
            typer.echo(f"{one.id} {one.organization_id} {origin(one.url)} {state}")


@endpoint.command()
def stop(endpoint_id: UUID) -> None:
    """Send nothing more to an endpoint; what waits for it is given up."""
    with clear_words(), stored() as session:
        service.stop_by_hand(session, endpoint_id, service.organization_of(session, endpoint_id))
    typer.echo("Stopped.")


@endpoint.command()
def test(endpoint_id: UUID) -> None:
    """Have a test sent to an endpoint by the service that runs on this database."""
    with clear_words(), stored() as session:
        owner = service.organization_of(session, endpoint_id)
        service.ask_test(session, endpoint_id, owner, outside_world(session, Settings()))
    typer.echo("The service sends a test within seconds; the desk shows how it went.")
