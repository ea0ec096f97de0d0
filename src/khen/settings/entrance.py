"""Signing in: passwords, locks and sessions."""

from khen.settings import env

ENV = env.read()
BY_TLS = ENV.address.startswith("https://")

AUTH_USER_MODEL = "bodies.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "khen.desk.backend.PostBackend"]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_USER_LOGIN_FORM = "khen.web.sign_in.SignInForm"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "khen.bodies.passwords.UnlikeTheirNames", "OPTIONS": {"user_attributes": ("username", "full_name", "email")}},
    {"NAME": "khen.bodies.passwords.EnoughOfItsOwn"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
ADDRESS_FAILURE_LIMIT = 30  # from 2026-11-26: within the same time, over all names; a whole office may share one address
NAME_ADDRESS_LIMIT, NAME_LOCK_MINUTES = 6, 5  # from 2026-11-26: so many places lock a name, but not in its owner's browsers
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # what administrators see as failed sign-ins
FAILURES_KEPT_DAYS, AXES_ACCESS_FAILURE_LOG_PER_USER_LIMIT = 30, 200
AXES_HANDLER = "khen.web.door_lock.DoorLock"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "khen.web.sign_in.locked_out"
AXES_USERNAME_CALLABLE = "khen.web.sign_in.name_given"
AXES_CLIENT_IP_CALLABLE = "khen.desk.whence.address_of"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "old", "new", "again", "shown", "answer"]  # stars in what is noted
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
SESSION_ENGINE = "khen.web.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BY_TLS
CSRF_TRUSTED_ORIGINS = [ENV.address, ENV.address_of(f"*.{ENV.domain}")] if BY_TLS else []  # a proxy took the TLS off
CSRF_FAILURE_VIEW = "khen.web.faults.unmarked"
