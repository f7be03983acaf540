"""`python -m client account …` and `… sync …`: the commands for people, without loading the service."""

import typer

from client import commands, sync_commands

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(commands.app, name="account")
app.add_typer(sync_commands.app, name="sync")

if __name__ == "__main__":
    app()
