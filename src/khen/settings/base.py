"""Django's settings for the product; what may differ from place to place comes from settings.env."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from khen.settings import apps, database, entrance, env, frame, logs

ENV = env.read()
ROOT = Path(__file__).resolve().parents[3]

SECRET_KEY = ENV.secret
DEBUG = ENV.debug
ALLOWED_HOSTS = ["*", ENV.domain, "localhost", "127.0.0.1", "[::1]"]  # web.hosts answers 400 to all but these and the portals'
ROOT_URLCONF = "khen.web.urls"
WSGI_APPLICATION = "khen.web.wsgi.application"

DATABASES = {"default": database.configured(ENV.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "khen.web.shared_cache.SharedCache",
        "LOCATION": ENV.home / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20000},
        "VERSION": 3,  # another one whenever what is kept is written otherwise: what an older release kept counts as nothing
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["khen.settings.formats"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = ENV.home / "static"
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": ENV.home / "media"}},
    "staticfiles": {"BACKEND": PLAIN_STATIC if ENV.debug else "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = ENV.home / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["khen.web.file_names.InMemory", "khen.web.file_names.OnDisk"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

PARTS = (apps, entrance, frame, logs)
globals().update({name: value for part in PARTS for name, value in vars(part).items() if name.isupper()})
