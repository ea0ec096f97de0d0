"""The product's settings in a home of its own, with quick password hashes; nothing leaves that home."""

import os
import tempfile
from importlib import import_module
from pathlib import Path

from khen.settings.env import Env

HOME = Path(tempfile.mkdtemp(prefix="khen-test-"))
(HOME / "static").mkdir()
os.environ |= {"KHEN_HOME": str(HOME), "KHEN_DEBUG": "1", "KHEN_SECOND_FACTOR": "0"}
os.environ["KHEN_SMTP_PORT"] = "1"  # where no mail server listens
os.environ |= {"KHEN_OIDC_ISSUER": "http://127.0.0.1:9", "KHEN_OIDC_CLIENT": "khen", "KHEN_OIDC_SECRET": "x"}  # where nobody is
product = import_module("khen.settings.base")
ENV: Env = product.ENV  # named, so that the type-checker knows it as well; and so are these numbers of the door
AXES_FAILURE_LIMIT: int = product.AXES_FAILURE_LIMIT
NAME_ADDRESS_LIMIT: int = product.NAME_ADDRESS_LIMIT
NAME_LOCK_MINUTES: int = product.NAME_LOCK_MINUTES
globals().update({name: value for name, value in vars(product).items() if name.isupper()})
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("MD5", "PBKDF2")]
DEBUG = False
if like := os.environ.get("TESTS_LIKE"):
    DATABASES = {"default": {**product.DATABASES["default"], "TEST": {"TEMPLATE": like}}}
