"""Every test run has a home of its own; nothing leaves it."""

import os
import tempfile

import pytest
from pytest_django import Settings

os.environ["KHEN_HOME"] = tempfile.mkdtemp(prefix="khen-test-")
os.environ["KHEN_DEBUG"] = "1"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
