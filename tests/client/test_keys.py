"""Keys, blobs, phrases and cards are what the vectors say, and open nowhere else."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.accounts.handles import fits, folded
from client import cards, keys, words
from client.cards import Card, WrongCardsError, joined, split
from client.keys import Keyring, WeakDerivationError, from_passphrase, from_secret
from client.sealing import Place, TooLongError, WillNotOpenError, bound_to, open_sealed, seal
from client.words import BadPhraseError, OddPassphraseError, from_phrase, phrase, why_not
from tests.client.vectors import Vector, each, place, read

OTHER = UUID("019ab0c0-9999-7222-8333-444455556666")


@pytest.mark.parametrize("vector", each("derive"))
def test_a_passphrase_leads_to_its_keys(vector: Vector) -> None:
    derived = from_passphrase(vector["passphrase"], bytes.fromhex(vector["salt"]))

    assert words.normal(vector["passphrase"]) == vector["normal"]
    assert (derived.shown.hex(), derived.wrap.hex()) == (vector["auth_key"], vector["wrap_key"])


@pytest.mark.parametrize(
    ("memory_kib", "passes"), [(19_455, 2), (19_456, 1), (8, 1), (2**31, 2), (19_456, 1000)]
)
def test_a_server_cannot_change_how_hard_a_passphrase_is_to_guess(memory_kib: int, passes: int) -> None:
    with pytest.raises(WeakDerivationError):
        from_passphrase("my aunt sells blue eels", bytes(16), memory_kib, passes)


@pytest.mark.parametrize("typed", ["x" * 1025, "twelve letters\x07", "twelve letters\ud800"])
def test_what_no_keyboard_types_is_refused_before_work_is_done(typed: str) -> None:
    with pytest.raises(OddPassphraseError):
        from_passphrase(typed, bytes(16))


@pytest.mark.parametrize("vector", each("weak"))
def test_a_weak_passphrase_is_told(vector: Vector) -> None:
    assert why_not(vector["passphrase"]) == vector["expect"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_generated_passphrase_is_drawn_from_the_whole_list(language: words.Language) -> None:
    drawn: list[int] = []

    def last(below: int) -> int:
        drawn.append(below)
        return below - 1

    made = words.new_passphrase(language, last)

    assert drawn == [2048] * 5
    assert why_not(made) is None
    assert words.normal(made) == made


@pytest.mark.parametrize("vector", each("wraps"))
def test_a_vault_key_is_wrapped_for_one_worker_and_one_way(vector: Vector) -> None:
    key, vault_key, iv = (bytes.fromhex(vector[name]) for name in ("key", "vault_key", "iv"))
    worker, by = UUID(vector["worker_id"]), vector["field"]
    wrapped = keys.wrap(key, by, worker, vault_key, iv)

    assert wrapped.hex() == vector["wrapped"]
    assert len(wrapped) == 61
    assert keys.unwrap(key, by, worker, wrapped) == vault_key
    other: keys.WrappedBy = "phrase" if by == "passphrase" else "passphrase"
    for wrong_key, wrong_by, wrong_worker in (
        (vault_key, by, worker),
        (key, other, worker),
        (key, by, OTHER),
    ):
        with pytest.raises(WillNotOpenError):
            keys.unwrap(wrong_key, wrong_by, wrong_worker, wrapped)


@pytest.mark.parametrize("vector", each("blobs"))
def test_a_blob_is_sealed_as_written_down(vector: Vector) -> None:
    key, iv, where = bytes.fromhex(vector["key"]), bytes.fromhex(vector["iv"]), place(vector)

    sealed = seal(key, where, vector["body"], iv)

    assert bound_to(where).decode() == vector["additional_data"]
    assert sealed.hex() == vector["sealed"]
    assert len(sealed) == vector["size"] + 29
    assert open_sealed(key, where, sealed) == vector["body"]


@pytest.mark.parametrize("changed", ["kind", "field", "id", "worker_id"])
def test_a_blob_opens_nowhere_but_in_its_place(changed: str) -> None:
    where = Place("time_entry", "private", OTHER, OTHER)
    sealed = seal(bytes(32), where, {"note": "mine"})
    elsewhere = where._replace(**{changed: UUID(int=7) if "id" in changed else "other"})  # type: ignore[arg-type]  # either kind of field

    with pytest.raises(WillNotOpenError):
        open_sealed(bytes(32), elsewhere, sealed)


def test_any_changed_bit_of_a_blob_is_noticed() -> None:
    where = Place("time_entry", "private", OTHER, OTHER)
    sealed = seal(bytes(32), where, "mine")

    for at in range(len(sealed)):
        changed = bytes(byte ^ (at == here) for here, byte in enumerate(sealed))
        with pytest.raises(WillNotOpenError):
            open_sealed(bytes(32), where, changed)


def test_two_seals_of_one_body_share_no_iv() -> None:
    where = Place("time_entry", "private", OTHER, OTHER)

    assert len({seal(bytes(32), where, "mine")[1:13] for _ in range(50)}) == 50


def test_what_is_too_long_is_refused_and_never_cut() -> None:
    where = Place("time_entry", "private", OTHER, OTHER)

    assert len(seal(bytes(32), where, "x" * 15_998)) == 16_029
    with pytest.raises(TooLongError):
        seal(bytes(32), where, "x" * 15_999)


def test_a_keyring_comes_back_whole_and_its_public_halves_fit() -> None:
    ring = Keyring.new()

    again = Keyring.opened(bytes(32), OTHER, ring.sealed(bytes(32), OTHER))

    assert again == ring
    assert (again.sign_key, again.recipient) == (ring.sign_key, ring.recipient)
    assert ring.recipient.startswith("age1")


@pytest.mark.parametrize("vector", each("phrases"))
def test_a_phrase_is_its_words_and_leads_to_its_keys(vector: Vector) -> None:
    secret = bytes.fromhex(vector["secret"])
    derived = from_secret(secret)

    assert phrase(secret, vector["language"]) == vector["words"]
    assert [from_phrase(typed) for typed in vector["typed"]] == [secret] * len(vector["typed"])
    assert (derived.shown.hex(), derived.wrap.hex()) == (vector["recovery_key"], vector["wrap_key"])


@pytest.mark.parametrize(
    "typed",
    [
        *("abandon " * 12, "abandon " * 11, "abandon " * 13, "", "abandon " * 11 + "aboot"),
        "legal winner thank year wave worth sausage useful legal winner thank yellow",
        "abandon " * 11 + "的",
    ],
)
def test_a_mistaken_phrase_is_refused(typed: str) -> None:
    with pytest.raises(BadPhraseError):
        from_phrase(typed)


@pytest.mark.parametrize("vector", each("cards"))
def test_any_two_cards_give_the_phrase_back(vector: Vector) -> None:
    secret, language = bytes.fromhex(vector["secret"]), vector["language"]
    made = split(secret, bytes.fromhex(vector["slopes"]))

    assert {str(card.number): card.share.hex() for card in made} == vector["shares"]
    assert [cards.written(card, language) for card in made] == [
        f"{number}: {text}" for number, text in vector["words"].items()
    ]
    for one in made:
        for other in made:
            if one != other:
                assert joined(cards.read(cards.written(one, language)), other) == secret


def test_cards_of_two_splits_give_something_else() -> None:
    first, second = (read("cards")[at]["shares"] for at in (1, 2))

    mixed = joined(Card(1, bytes.fromhex(first["1"])), Card(2, bytes.fromhex(second["2"])))

    assert mixed.hex() not in {read("cards")[1]["secret"], read("cards")[2]["secret"]}


def test_one_card_says_nothing_of_the_phrase() -> None:
    # whatever the secret is, some slope gives this very card: so every secret stays as likely as before
    card = split(b"sixteen letters.")[1]
    other = b"another sixteen."
    slope = bytes(
        cards.times(cards.inverse(2), here ^ there) for here, there in zip(card.share, other, strict=True)
    )

    assert split(other, slope)[1] == card


@pytest.mark.parametrize("numbers", [(1, 1), (0, 1), (1, 4)])
def test_cards_must_be_two_of_the_three(numbers: tuple[int, int]) -> None:
    with pytest.raises(WrongCardsError):
        joined(Card(numbers[0], bytes(16)), Card(numbers[1], bytes(16)))


def test_handles_that_look_alike_to_a_keyboard_are_one() -> None:
    vectors = read("handles")
    assert all(vectors.values())

    for vector in vectors["same"]:
        assert {folded(handle) for handle in vector["handles"]} == {vector["folded"]}
    assert all(folded(one) != folded(other) for one, other in vectors["different"])
    assert not any(fits(handle) for handle in vectors["refused"])


@given(st.text(max_size=12))
def test_folding_a_folded_handle_changes_nothing(handle: str) -> None:
    assert folded(folded(handle)) == folded(handle)
