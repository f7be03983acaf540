"""`gongyou release` and `gongyou employer`: freeze what is due, check a download, name an employer."""

from base64 import b64decode
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from api.admin_cli import stored
from api.console import CannotServeError, clear_words, outside_world
from api.employers import service as employers
from api.employers.schemas import EmployerIn
from api.organizations.inbox import fingerprint
from api.settings import Settings
from api.statistics import service
from api.statistics.document import canonical
from api.statistics.schemas import ReleaseOut
from api.statistics.signing import verify as is_ours
from api.worklog.kinds import EmployerKind

AHEAD = "Nothing was published: the last release lies in the future. Is this machine's clock right?"
GAP = "Nothing was published: over a year since the last. If this machine's clock is right: --after-gap."
release = typer.Typer(no_args_is_help=True, help="Freeze releases, list them, and check a downloaded one.")
employer = typer.Typer(no_args_is_help=True, help="Enter employers of your own into the directory.")


@release.command()
def make(
    *,
    after_gap: Annotated[bool, typer.Option("--after-gap", help="though over a year went by")] = False,
) -> None:
    """Freeze the window that is due, as the service does every day; which one that is cannot be chosen."""
    with clear_words(), stored() as session:
        try:
            made = service.freeze_due(session, outside_world(session, Settings()), after_gap=after_gap)
        except service.Unsafe as unsafe:
            raise CannotServeError(
                f"Nothing was published: it would tell of somebody ({unsafe.code})."
            ) from None
        except service.WrongClock as wrong:
            raise CannotServeError(AHEAD if wrong.code == "behind" else GAP) from None
        said = f"Release {made.number}, {made.last_day}: {made.state}." if made else "No release is due."
    typer.echo(said)


@release.command(name="list")
def list_all() -> None:
    """List the releases, the newest first: id, number, state, day of the freeze."""
    with clear_words(), stored() as session:
        lines = service.list_releases(session)
    for line in lines:
        typer.echo(f"{line.id}  {line.number}  {line.state}  {line.frozen_on}")


@release.command()
def verify(
    file: Path,
    by: Annotated[str | None, typer.Option(help="the fingerprint that the key must have")] = None,
) -> None:
    """Check a release as `GET /v1/releases/ID` gave it: that its key signed every figure in it."""
    with clear_words():
        try:
            said = ReleaseOut.model_validate_json(file.read_bytes())
            signature, key = (b64decode(part, validate=True) for part in (said.signature, said.public_key))
        except OSError as error:
            raise CannotServeError(f"{file} cannot be read: {error.strerror}") from None
        except ValueError:
            raise CannotServeError(f"{file} is not a release.") from None
        whole = canonical(said.release) == said.document and fingerprint(key) == said.fingerprint
        if not whole or not is_ours(said.document, signature, key):
            raise CannotServeError(f"{file} was changed: the signature does not fit.")
        if by is not None and by != said.fingerprint:
            raise CannotServeError(f"{file} was signed by another key: {said.fingerprint}.")
    typer.echo(f"Release {said.release.number}, {said.release.id}: signed by {said.fingerprint}.")
    if by is None:
        typer.echo("Whose key that is was not checked: give --by with the fingerprint you trust.", err=True)


@employer.command()
def add(
    id_: Annotated[str, typer.Argument(metavar="ID", help="a to z, 0 to 9 and _, at most 40")],
    name: str,
    kind: Annotated[EmployerKind, typer.Option(help="its place in the chain")],
    country: Annotated[str, typer.Option(help="of its head office, as two capital letters")],
    name_zh: Annotated[str, typer.Option(help="its Chinese name")] = "",
) -> None:
    """Enter an employer, so that releases can name it. To be listed is neither praise nor accusation."""
    with clear_words():
        try:
            data = EmployerIn(id=id_, name_en=name, name_zh=name_zh, kind=kind, country=country)
        except ValidationError as error:
            fields = ", ".join(dict.fromkeys(str(problem["loc"][0]) for problem in error.errors()))
            raise CannotServeError(f"Not as it must be: {fields}.") from None
        try:
            with stored() as session:
                employers.add(session, data)
        except employers.EmployerTaken as taken:
            raise CannotServeError(f"The directory has this already: {taken}.") from None
    typer.echo(id_)
