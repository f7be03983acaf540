"""`gongyou sync …`: rows in and out as JSON lines; what the server may not read is sealed and opened here."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from uuid import UUID

import typer

from client import consents, outbox, sync
from client.account import Signed
from client.home import Home, Kept
from client.sync import STORED, Change, Row
from client.terminal import DEFAULT_HOME, HomeOption, StopError, clear_words, say

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
FIELDS = {"kind", "id", "body", "private", "base"}


@app.command()
def push(home: HomeOption = DEFAULT_HOME) -> None:
    """Send changes, a JSON object a line of input: {"kind", "body", "id"?, "private"?, "base"?}.

    `body` is what the server may read; null deletes the row. `private` is sealed here. What is not stored is
    kept and sent again next time. One line comes out for each change, saying what became of it.
    """
    unwell = 0
    with clear_words(), Home(home).opened() as (kept, signed):
        outbox.queue(Home(home), kept, signed, [] if sys.stdin.isatty() else list(changes(sys.stdin)))
        for made, result in outbox.send(Home(home), kept, signed):
            unwell += result["outcome"] not in STORED
            typer.echo(told(signed, made, result))
        say(f"Received by {kept.at} {kept.received_at}. {len(kept.waiting)} wait here.{holes(kept)}")
        if kept.leaving and not kept.waiting:
            Home(home).forget()
            say(
                "This machine was signed out from elsewhere; everything it had is sent, and it keeps nothing."
            )
    if unwell:
        sys.exit(1)


@app.command()
def pull(
    home: HomeOption = DEFAULT_HOME,
    new: Annotated[bool, typer.Option("--new", help="Only what changed since the last pull --new.")] = False,  # noqa: FBT002 (an option)
) -> None:
    """Fetch rows, opened, one JSON object a line; deleted ones only with --new."""
    with clear_words(), Home(home).opened() as (kept, signed):
        for page in sync.pull(signed, kept.cursor if new else None):
            for row in page.rows:
                if new or not row.removed:
                    typer.echo(written(row))
            if new:
                sys.stdout.flush()
                kept.cursor = page.cursor
                Home(home).keep(kept)


@app.command()
def status(home: HomeOption = DEFAULT_HOME) -> None:
    """Say what waits here and what the server has received; asks nobody."""
    with clear_words(), Home(home).alone():
        kept = Home(home).kept()
        if kept is None:
            raise StopError("Nobody is signed in here.")
    for each in kept.waiting:
        state = kept.refused.get(each["op_id"])
        needs = f"needs you: {state}" if state else "on this machine"
        typer.echo(f"{each['op_id']}  {each['kind']}  {each['id']}  {needs}")
    last = f"received by {kept.at} {kept.received_at}" if kept.received_at else "nothing received yet"
    say(f"{len(kept.waiting)} wait here; {last}.{holes(kept)}")


@app.command()
def receipt(home: HomeOption = DEFAULT_HOME) -> None:
    """Fetch everything and prove that the server's copy is whole and opens with your keys."""
    with clear_words(), Home(home).opened() as (_, signed):
        rows = sync.pull_all(signed).values()
        said = sync.receipt(signed)
        whole = said["digest"] == sync.digest(rows)
        typer.echo(json.dumps(said | {"whole": whole}, ensure_ascii=False))
    if not whole:
        say("The copy is not what was fetched: something changed meanwhile, or is missing. Try again.")
        sys.exit(1)


@app.command()
def drop(op_id: UUID, home: HomeOption = DEFAULT_HOME) -> None:
    """Give up a change that waits here (`status` lists them)."""
    with clear_words(), Home(home).opened() as (kept, _):
        if not outbox.give_up(Home(home), kept, op_id):
            raise StopError("No such change waits here.")


@app.command()
def allow(
    home: HomeOption = DEFAULT_HOME,
    purpose: Annotated[
        str, typer.Option(help="copy: keep a copy there; count: count me in totals.")
    ] = "copy",
    months: Annotated[int, typer.Option(min=1, max=36)] = 12,
    yes: Annotated[bool, typer.Option("--yes", help="I have read what it means.")] = False,  # noqa: FBT002 (an option)
) -> None:
    """Allow this server to keep a copy of your records, or to count you."""
    with clear_words(), Home(home).opened() as (kept, signed):
        if purpose not in consents.MEANINGS:
            raise StopError("There are two things to allow: copy and count.")
        say(consents.MEANINGS[purpose])
        if not yes and typer.prompt("Type: yes", err=True) != "yes":
            raise StopError("Nothing was allowed.")
        finish(Home(home), kept, signed, consents.given(signed, purpose, months))


@app.command()
def withdraw(
    home: HomeOption = DEFAULT_HOME,
    purpose: Annotated[str, typer.Option(help="copy or count.")] = "copy",
) -> None:
    """Take back what was allowed. Without `copy` the server deletes its copy."""
    with clear_words(), Home(home).opened() as (kept, signed):
        finish(Home(home), kept, signed, consents.withdrawn(purpose))


def finish(home: Home, kept: Kept, signed: Signed, change: Change) -> None:
    """Send what was allowed or taken back, not what else waits, and say what became of it."""
    outbox.queue(home, kept, signed, [change])
    mine = kept.waiting[-1]
    outcome = next(result["outcome"] for made, result in outbox.send(home, kept, signed) if made == mine)
    if outcome not in STORED:
        raise StopError(f"The server did not take it ({outcome}).")
    say(f"Received by {kept.at} {kept.received_at}.")


def changes(lines: Iterable[str]) -> Iterator[Change]:
    """Read changes; a line that is none is named by its number."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            kind, body = str(said["kind"]).removesuffix(".put").removesuffix(".delete"), said.get("body")
            row = UUID(said["id"]) if said.get("id") else None
            base = int(said.get("base", 0))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise StopError(f"Line {number} is not a change. Nothing was sent.") from None
        if set(said) - FIELDS or (body is None and row is None):
            raise StopError(
                f"Line {number} has other fields than a change, or deletes no row. Nothing was sent."
            )
        yield Change(kind, body, said.get("private"), row, base)


def told(signed: Signed, made: dict[str, Any], result: dict[str, Any]) -> str:
    """Write what became of a change as a line."""
    line = {"kind": made["kind"], "id": made["id"], **result}
    if stored := result.get("stored"):
        line["stored"] = json.loads(written(sync.opened(signed, stored)))
    return json.dumps(line, ensure_ascii=False)


def written(row: Row) -> str:
    """Write a row as a line that `push` takes again: `base` is its revision."""
    line = {"kind": row.kind, "id": str(row.id), "base": row.revision, "body": row.body}
    return json.dumps(
        line | ({"private": row.private} if row.private is not None else {}), ensure_ascii=False
    )


def holes(kept: Kept) -> str:
    """Say how many numbers of this machine never came; those that wait here are no loss."""
    here = {each["seq"] for each in kept.waiting}
    lost = sum(number not in here for first, last in kept.missing for number in range(first, last + 1))
    return f" {lost} changes made here never reached the server." if lost else ""
