"""A small training workspace: every sixth of the published transformations, laid out once for all tests."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from data.figures import Figures, open_current
from data.programmes.published import Programmes
from data.register.register import Register
from data.training import lay_out
from domain.published import PublishedProgramme, PublishedTransformation
from domain.workspace import Workspace

TODAY = dt.date(2025, 11, 24)
EVERY = 6


@dataclass(frozen=True)
class FewProgrammes:
    """Stands in for the published programmes."""

    by_id: Mapping[str, PublishedProgramme]
    transformations: Mapping[str, PublishedTransformation]


@pytest.fixture(scope="package")
def figures() -> Figures:
    return open_current()


@pytest.fixture(scope="package")
def few(figures: Figures) -> FewProgrammes:
    whole = Programmes(figures.folder)
    return FewProgrammes(whole.by_id, dict(list(whole.transformations.items())[::EVERY]))


@pytest.fixture(scope="package")
def laid(tmp_path_factory, few, figures) -> Iterator[Register]:
    register = Register.open(str(tmp_path_factory.mktemp("training")), Workspace.TRAINING)
    lay_out(register, few, figures.places, TODAY)
    yield register
    register.close()
