"""What goes wrong is told on standard error, where `khen up` shows it and a service manager keeps it."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"outages": {"()": "khen.web.outages.Told"}, "loglines": {"()": "khen.web.loglines.Told"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "line", "filters": ["outages", "loglines"]},
    },
    "loggers": {
        **{name: {"handlers": ["stderr"], "level": "INFO", "propagate": False} for name in ("django", "khen")},
        "axes": {"level": "ERROR"},  # each wrong password is kept as a row (AccessAttempt)
    },
}
