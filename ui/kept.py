"""What one reader's session keeps from run to run beside the address: work that is not in the register yet."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import streamlit as st

PREFIX, LABELS = "kept.", "labels."
MOST_LABELS = 2_000

Kept = TypeVar("Kept")


def keep_one(name: str, make: Callable[[], Kept]) -> Kept:
    """What is kept under a name, made the first time it is asked for."""
    key = PREFIX + name
    if key not in st.session_state:
        st.session_state[key] = make()
    return cast("Kept", st.session_state[key])


def keep(name: str, value: object) -> None:
    """Keep something under a name until the reader's session ends."""
    st.session_state[PREFIX + name] = value


def take(name: str) -> Any:
    """What was kept under a name, which is then forgotten; nothing where nothing was."""
    return st.session_state.pop(PREFIX + name, None)


def held(key: str) -> Any:
    """What a widget holds, nothing where it has not been drawn."""
    return st.session_state.get(key)


def labelled(key: str, words: Mapping[str, str]) -> Callable[[str], str]:
    """The labels of a widget's options, remembered: a browser answers with the label it shows, not with the option.

    Where a label holds a count, that may be another one by then, and the answer would be none of the options.
    """
    known = st.session_state.get(LABELS + key, {})
    earlier = known if len(known) < MOST_LABELS else {}
    st.session_state[LABELS + key] = earlier | {label: option for option, label in words.items()}
    return words.__getitem__


def meant(key: str) -> Any:
    """The option a widget holds, also where it is said by a label of before."""
    value = st.session_state.get(key)
    return st.session_state.get(LABELS + key, {}).get(value, value) if isinstance(value, str) else value


def drawn(key: str) -> bool:
    """Whether a widget of that key holds anything yet."""
    return key in st.session_state


def fill(key: str, value: object) -> None:
    """Put a value into a widget that is about to be drawn."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def empty(*keys: str) -> None:
    """Forget what some widgets held, so that they are drawn anew."""
    for key in keys:
        st.session_state.pop(key, None)


def look(name: str) -> Any:
    """What is kept under a name, nothing where nothing is."""
    return st.session_state.get(PREFIX + name)


def all_kept(beginning: str) -> list[Any]:
    """Everything that is kept under a name that begins so."""
    return [value for key, value in st.session_state.items() if str(key).startswith(PREFIX + beginning)]
