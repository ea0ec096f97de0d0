"""How requests that hold too much are told in the log."""

import logging

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent


class Told(logging.Filter):
    """Of a form that holds too much one line, and where it was sent: whoever sent it is answered, nothing here is wrong."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
            request = getattr(record, "request", None)
            record.msg, record.args = "%s - %s", (record.getMessage(), request.path if request else "")
            record.exc_info = record.exc_text = None
        return True
