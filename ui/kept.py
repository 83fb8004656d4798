"""What one reader's session keeps from run to run beside the address: work that is not in the register yet."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import streamlit as st

PREFIX = "kept."

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
