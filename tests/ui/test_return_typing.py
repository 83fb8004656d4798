"""What is typed into a return: saved at once, kept while it cannot be, never put over another's words unasked."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.register.faults import Clash, Conflict, RegisterFull, RegisterGone
from domain.returns import Answer
from domain.version import Version
from ui.return_typing import Typing, Unsaved

NOW = dt.datetime(2026, 11, 23, 14, 3, tzinfo=dt.UTC)


def version(text: str, number: int = 1, by: str = "ann@example.test") -> Version[Answer]:
    answer = Answer(return_id="r/t", question_id="q", text=text)
    return Version(answer, number, number - 1 or None, NOW, by, "", False, 1)


class Register:
    """Keeps one text per field; may be away."""

    def __init__(self) -> None:
        self.kept: dict[str, Version[Answer]] = {}
        self.fault: Exception | None = None
        self.texts: dict[str, str] = {}

    def save(self, field_id: str, text: str, replaces: int | None) -> Version[Answer]:
        if self.fault:
            raise self.fault
        before = self.kept.get(field_id)
        if (before.number if before else None) != replaces:
            raise Conflict((Clash(version(text).record, before),))
        self.kept[field_id] = version(text, (replaces or 0) + 1)
        return self.kept[field_id]


@pytest.fixture
def typing() -> Typing:
    return Typing("r/t")


@pytest.mark.parametrize("fault", [RegisterGone("It is away. Try again."), RegisterFull("It is full. Make room.")])
def test_what_cannot_be_saved_stays_and_is_saved_when_it_can(typing, fault):
    register = Register()
    register.fault = fault
    typing.unsaved["q"] = Unsaved("three weeks of work", None)
    typing.save(register.save)
    assert typing.text("q", None, "what was known") == "three weeks of work"
    assert typing.failed == fault.for_reader
    register.fault = None
    typing.save(register.save)
    assert register.kept["q"].record.text == "three weeks of work"
    assert typing.unsaved == {}
    assert typing.saved_at == NOW


def test_what_is_typed_while_there_is_no_register_at_all_is_not_called_saved(typing):
    register = Register()
    typing.unsaved["q"] = Unsaved("before", None)
    typing.save(register.save)
    typing.unsaved["q"] = Unsaved("while it was away", 1)
    typing.postpone("It cannot be reached.")
    assert (typing.failed, typing.tried_at is not None) == ("It cannot be reached.", True)
    typing.save(register.save)
    assert (typing.failed, register.kept["q"].record.text) == ("", "while it was away")


def test_another_persons_text_is_not_written_over_until_the_reader_says_so(typing):
    register = Register()
    register.kept["q"] = version("theirs", 2)
    typing.unsaved["q"] = Unsaved("mine", 1)
    typing.save(register.save)
    typing.save(register.save)  # nor when it is tried again by itself
    assert register.kept["q"].record.text == "theirs"
    assert typing.clashes["q"].theirs.record.text == "theirs"
    typing.keep_mine("q")
    typing.save(register.save)
    assert register.kept["q"].record.text == "mine"


def test_one_field_that_fails_does_not_keep_the_others_from_being_saved(typing):
    register = Register()
    register.kept["q"] = version("theirs", 2)
    typing.unsaved = {"q": Unsaved("mine", 1), "p": Unsaved("another", None)}
    typing.save(register.save)
    assert register.kept["p"].record.text == "another"
    assert set(typing.unsaved) == {"q"}


def test_our_own_mistakes_are_not_taken_for_the_registers(typing):
    def broken(_field_id: str, _text: str, _replaces: int | None) -> Version[Answer]:
        raise KeyError("ours")

    typing.unsaved["q"] = Unsaved("mine", None)
    with pytest.raises(KeyError):
        typing.save(broken)
    assert typing.unsaved["q"].text == "mine"


@given(some.lists(some.tuples(some.sampled_from("abc"), some.text(max_size=20), some.booleans()), max_size=30))
def test_whatever_comes_and_goes_the_last_word_typed_in_each_field_is_the_one_kept(steps):
    typing, register, last = Typing("r/t"), Register(), {}
    for field_id, text, away in steps:
        register.fault = RegisterGone("away") if away else None
        typing.unsaved[field_id] = Unsaved(text, typing.read.get(field_id))
        last[field_id] = text
        typing.save(lambda name, said, replaces: _plain(register, name, said, replaces))
    register.fault = None
    typing.save(lambda name, said, replaces: _plain(register, name, said, replaces))
    assert register.texts == last


def _plain(register: Register, name: str, said: str, replaces: int | None) -> Version[Answer]:
    """Saves any text, whatever a record would say to it."""
    kept = register.save(name, "x", replaces)
    register.texts[name] = said
    return kept
