"""How the command line asks for secrets, and says what stands in the way in one line."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from os import open as os_open
from pathlib import Path
from typing import Annotated

import typer

from client.service import RefusedError
from client.words import Language, new_passphrase, normal, phrase, why_not

HOMES = (
    "The folder that this command keeps between two calls (mode 0700). It holds your vault key and your "
    "session in the clear: whoever copies that folder has the notebook."
)
HomeOption = Annotated[Path, typer.Option("--home", help=HOMES, show_default="~/.gongyou")]
AtOption = Annotated[str, typer.Option("--at", help="The server: https://…")]
HandleOption = Annotated[str, typer.Option("--handle", prompt="Handle", help="Your name on that server.")]
FileOption = Annotated[
    Path | None, typer.Option(help="A file that holds the passphrase; without it you are asked.")
]
DEFAULT_HOME = Path.home() / ".gongyou"
WORDS = {  # of docs/problems.md; what is not here is said by its code
    "signed-out": "You are signed out there: `gongyou account sign-in`. What waits here is kept.",
    "wrong-keys": "Handle and passphrase (or phrase) do not fit.",
    "slow-down": "Too many wrong tries.",
    "busy": "The server is busy.",
    "unavailable": "The server cannot store this now.",
    "handle-taken": "Somebody already has this name there.",
    "invitation-not-valid": "This invitation is used, too old, or not of this server.",
    "work-not-valid": "Without an invitation, work must be done in time; it was not, or was used.",
    "copy-full": "Your copy there is full. What waits here is kept: ask the union that runs the server.",
    "cursor-too-old": "The copy there began anew: fetch it from the start, without --new.",
}
UNFIT = {"short": "It is shorter than 12 characters.", "common": "Too many people would think of it."}


class StopError(Exception):
    """The command cannot go on; the message says why, for a person."""


@contextmanager
def clear_words() -> Iterator[None]:
    """Say what stands in the way in one line, and end with code 2."""
    try:
        yield
    except RefusedError as error:
        fail(refusal(error))
    except (StopError, LookupError, ValueError, OSError) as error:
        fail(str(error) if type(error).__module__.startswith("client.") else trouble(error))


def trouble(error: Exception) -> str:
    """Name what went wrong beneath us, without what was in it."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, LookupError):
        return "The server answered in a way that this version does not understand."
    return f"A file or an answer is not what it should be ({type(error).__name__})."


def refusal(error: RefusedError) -> str:
    """Say why a server refused, and when to come back."""
    said = WORDS.get(error.code, f"The server refused ({error.status} {error.code}).")
    where = ", ".join(f"{each.get('pointer')}: {each.get('code')}" for each in error.errors)
    wait = f" Try again in {error.retry_after} s." if error.retry_after is not None else ""
    return said + (f" ({where})" if where else "") + wait


def fail(line: str) -> None:
    """Print one line and end."""
    typer.echo(f"gongyou: {line}", err=True)
    sys.exit(2)


def say(line: str) -> None:
    """Tell a person something; standard output is for rows."""
    typer.echo(line, err=True)


def ask(what: str) -> str:
    """Ask for a secret without showing it."""
    if not sys.stdin.isatty():
        raise StopError(f"{what}: there is no terminal to ask at; give it as a file.")
    found: str = typer.prompt(what, hide_input=True, err=True)
    return found


def from_file(path: Path) -> str:
    """Read a secret from a file: its first line."""
    return path.read_text(encoding="utf-8").partition("\n")[0].strip("\r")


def passphrase_of(file: Path | None, what: str = "Passphrase") -> str:
    """Take an existing passphrase from a file or a prompt."""
    return from_file(file) if file else ask(what)


def new_passphrase_of(file: Path | None, language: Language) -> str:
    """Take a new passphrase: from a file, typed twice, or made here."""
    if file:
        chosen = from_file(file)
    else:
        if not (chosen := ask("New passphrase of your own, or a dot and one is made for you")).strip(" ."):
            chosen = new_passphrase(language)
            say(f"Your passphrase, on paper please: {chosen}")
        if normal(ask("Once more")) != normal(chosen):
            raise StopError("These two are not the same.")
    if why := why_not(chosen):
        raise StopError(f"This passphrase does not protect you: {UNFIT[why]}")
    return chosen


@contextmanager
def handed_over(secret: bytes, language: Language, file: Path | None) -> Iterator[None]:
    """Give somebody their new recovery phrase, and go on only when it is on paper, or in a file of theirs.

    First the phrase, then the account: an answer that is lost then locks nobody out. What the server refused
    leaves no file; after no answer it stays, for the server may have taken it.
    """
    written = phrase(secret, language)
    if file:
        write_new(file, written)
    else:
        prove(written)
    try:
        yield
    except RefusedError:
        if file:
            file.unlink()
        raise
    if file:
        say(f"The recovery phrase is in {file}. Keep it away from this machine.")


def write_new(file: Path, text: str) -> None:
    """Write a file that was not there, for its owner alone."""
    with open(file, "x", encoding="utf-8", opener=partial(os_open, mode=0o600)) as out:
        out.write(text + "\n")


def prove(written: str) -> None:
    """Show a phrase and ask for three of its words."""
    say(f"Your recovery phrase, on paper please. Without it and passphrase all is lost:\n\n  {written}\n")
    words = written.split(" ")
    for at in sorted(secrets.SystemRandom().sample(range(12), 3)):
        if normal(ask(f"Word {at + 1}")).lower() != words[at]:
            raise StopError("That is another word. Nothing was made; begin again.")
