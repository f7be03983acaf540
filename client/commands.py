"""`gongyou account …`: an account from the command line, with the same keys as on a phone."""

import secrets
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from client import account, cards, words
from client.home import Home, Kept
from client.terminal import (
    DEFAULT_HOME,
    AtOption,
    FileOption,
    HandleOption,
    HomeOption,
    StopError,
    ask,
    clear_words,
    from_file,
    handed_over,
    new_passphrase_of,
    passphrase_of,
    say,
)

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
LanguageOption = Annotated[str, typer.Option("--language", help="Of generated words: en or zh.")]
PhraseOut = Annotated[Path | None, typer.Option(help="Write the recovery phrase into this new file (0600).")]


def language_of(name: str) -> words.Language:
    """Take a list's language."""
    if name == "zh":
        return "zh"
    if name == "en":
        return "en"
    raise StopError("There are words in en and zh.")


def check_empty(home: Home) -> None:
    """Refuse to put a second account into one folder."""
    if home.kept():
        raise StopError(f"There is an account in {home.path}: sign out first, or choose another --home.")


@app.command()
def create(  # noqa: PLR0913, PLR0917 (options of a command)
    at: AtOption,
    handle: HandleOption,
    home: HomeOption = DEFAULT_HOME,
    invitation: Annotated[str | None, typer.Option(help="Without one, work is done for it.")] = None,
    passphrase_file: FileOption = None,
    phrase_to: PhraseOut = None,
    language: LanguageOption = "en",
) -> None:
    """Make an account. No name, no e-mail, no phone number; passphrase and keys never leave this machine."""
    with clear_words(), Home(home).alone():
        check_empty(Home(home))
        passphrase = new_passphrase_of(passphrase_file, language_of(language))
        secret = secrets.token_bytes(16)
        with handed_over(secret, language_of(language), phrase_to):
            signed = account.sign_up(at, handle, passphrase, secret, invitation)
            Home(home).keep(Kept.of(signed))
    say(f"Your account is at {signed.service.at}. Nothing is copied there until you allow it.")


@app.command(name="sign-in")
def sign_in(
    handle: HandleOption,
    at: Annotated[str | None, typer.Option("--at", help="The server; not needed to come back.")] = None,
    home: HomeOption = DEFAULT_HOME,
    passphrase_file: FileOption = None,
) -> None:
    """Sign in, here for the first time or again. What waits to be sent stays."""
    with clear_words(), Home(home).alone():
        kept = Home(home).kept()
        if not (where := kept.at if kept else at):
            raise StopError("Which server? --at https://…")
        if kept and at and at.rstrip("/") != kept.at:
            raise StopError(f"The account in {home} is at {kept.at}: choose another --home.")
        device = kept.device() if kept else None
        signed = account.sign_in(where, handle, passphrase_of(passphrase_file), device)
        if kept and kept.worker_id != str(signed.worker_id):
            account.sign_out(signed)
            raise StopError(f"{home} is another worker's: choose another --home.")
        if kept:
            kept.session = signed.service.session
        Home(home).keep(kept or Kept.of(signed))
    say(f"Signed in at {signed.service.at}.")


@app.command()
def recover(  # noqa: PLR0913, PLR0917 (options of a command)
    at: AtOption,
    handle: HandleOption,
    home: HomeOption = DEFAULT_HOME,
    phrase_file: Annotated[
        Path | None, typer.Option(help="Holds the phrase, or a card in each line.")
    ] = None,
    with_cards: Annotated[bool, typer.Option("--cards", help="From two helper cards.")] = False,  # noqa: FBT002 (an option)
    passphrase_file: FileOption = None,
    phrase_to: PhraseOut = None,
    language: LanguageOption = "en",
) -> None:
    """Come back with the recovery phrase or two helper cards. Passphrase and phrase become new ones."""
    with clear_words(), Home(home).alone():
        check_empty(Home(home))
        secret = from_cards(phrase_file) if with_cards else from_words(phrase_file)
        passphrase = new_passphrase_of(passphrase_file, language_of(language))
        new_secret = secrets.token_bytes(16)
        with handed_over(new_secret, language_of(language), phrase_to):
            signed = account.recover(at, handle, secret, passphrase, new_secret)
            Home(home).keep(Kept.of(signed))
    say("You are back. The old phrase and its cards open nothing any more; all other sessions have ended.")


def from_words(file: Path | None) -> bytes:
    """Take a recovery phrase."""
    return words.from_phrase(from_file(file) if file else ask("Recovery phrase, 12 words"))


def from_cards(file: Path | None) -> bytes:
    """Take two cards."""
    lines = file.read_text(encoding="utf-8").splitlines() if file else [ask("A card"), ask("Another card")]
    one, other = (cards.read(line) for line in [line for line in lines if line.strip()][:2])
    return cards.joined(one, other)


@app.command(name="cards")
def make_cards(
    phrase_file: Annotated[Path | None, typer.Option(help="A file that holds the phrase.")] = None,
    language: LanguageOption = "en",
) -> None:
    """Split the recovery phrase into three cards for three people; any two of them give it back."""
    with clear_words():
        for card in cards.split(from_words(phrase_file)):
            typer.echo(cards.written(card, language_of(language)))


@app.command()
def passphrase(
    handle: HandleOption,
    home: HomeOption = DEFAULT_HOME,
    passphrase_file: FileOption = None,
    new_file: Annotated[Path | None, typer.Option(help="A file that holds the new passphrase.")] = None,
    language: LanguageOption = "en",
) -> None:
    """Change the passphrase. All other sessions end."""
    with clear_words(), Home(home).opened() as (_, signed):
        old = passphrase_of(passphrase_file, "Old passphrase")
        account.change_passphrase(signed, handle, old, new_passphrase_of(new_file, language_of(language)))
    say("The passphrase is changed; all other sessions have ended.")


@app.command()
def phrase(
    handle: HandleOption,
    home: HomeOption = DEFAULT_HOME,
    passphrase_file: FileOption = None,
    phrase_to: PhraseOut = None,
    language: LanguageOption = "en",
) -> None:
    """Make a new recovery phrase; the old one and its cards open nothing any more."""
    with clear_words(), Home(home).opened() as (_, signed):
        proof, secret = passphrase_of(passphrase_file), secrets.token_bytes(16)
        with handed_over(secret, language_of(language), phrase_to):
            account.change_phrase(signed, handle, proof, secret)


@app.command()
def devices(
    home: HomeOption = DEFAULT_HOME,
    sign_out: Annotated[
        UUID | None, typer.Option(help="Sign this one out, with --handle; it may send what it owes.")
    ] = None,
    handle: Annotated[str | None, typer.Option(help="Yours; only to sign one out.")] = None,
    passphrase_file: FileOption = None,
) -> None:
    """List your phones and machines, or sign one out."""
    with clear_words(), Home(home).opened() as (_, signed):
        if sign_out:
            if handle is None:
                raise StopError("To sign one out, say your --handle too.")
            account.sign_out_device(signed, sign_out, handle, passphrase_of(passphrase_file))
        for each in account.devices(signed):
            notes = ["this one"] * each["this"] + ["signed out, may still send"] * each["leaving"]
            notes += [f"{each['missing']} changes never came"] * bool(each["missing"])
            typer.echo(f"{each['device_id']}  seen {each['seen_on']}  {', '.join(notes)}".rstrip())


@app.command(name="sign-out")
def sign_out(
    home: HomeOption = DEFAULT_HOME,
    others: Annotated[bool, typer.Option("--others", help="End all other sessions, and stay.")] = False,  # noqa: FBT002 (an option)
    discard: Annotated[bool, typer.Option("--discard", help="Even if something was not sent.")] = False,  # noqa: FBT002 (an option)
) -> None:
    """Sign out and delete what this folder keeps. Nothing that waits to be sent is lost without --discard."""
    with clear_words(), Home(home).opened() as (kept, signed):
        if kept.waiting and not others and not discard:
            count = len(kept.waiting)
            raise StopError(f"{count} changes were not sent yet: `gongyou sync push` first, or --discard.")
        account.sign_out(signed, everywhere=others)
        if not others:
            Home(home).forget()
    say("All other sessions have ended." if others else f"Signed out; {home} keeps nothing more.")


@app.command()
def erase(
    handle: HandleOption,
    home: HomeOption = DEFAULT_HOME,
    passphrase_file: FileOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,  # noqa: FBT002 (an option)
) -> None:
    """Delete the account on the server, with every row that names you, and what this folder keeps."""
    with clear_words(), Home(home).opened() as (_, signed):
        proof = passphrase_of(passphrase_file)
        if not yes and typer.prompt("This cannot be undone. Type: erase", err=True) != "erase":
            raise StopError("Nothing was deleted.")
        rows = account.erase(signed, handle, proof)
        Home(home).forget()
    for table, count in sorted(rows.items()):
        typer.echo(f"{table}  {count}")
    say(f"Erased: {sum(rows.values())} rows.")
