"""Fixtures that the tests of every room may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from zhijiao.tests.making.browsing import (
    browser,
    expected,
    page,
    pytest_runtest_teardown,
    served,
    site,
    top,
)
from zhijiao.tests.making.scenes import scene

__all__ = ["browser", "expected", "page", "pytest_runtest_teardown", "scene", "served", "site", "top"]

ROOT = Path(__file__).resolve().parent.parent

# No test is about time: on a busy machine an example may take longer than Hypothesis expects.
settings.register_profile("zhijiao", deadline=None)
settings.load_profile("zhijiao")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository, which is the package `zhijiao` itself."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository: annotated reports that the package does not ship."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no folder {folder.name}/ beside the repository: annotated reports are needed here")
    return folder
