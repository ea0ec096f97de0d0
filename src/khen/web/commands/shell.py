"""khen shell: a prompt for looking."""

from argparse import Namespace

from django.core.management import call_command

from khen.web.commands.setup import ask_for_tables


def run(asked: Namespace) -> int:
    ask_for_tables()
    call_command("shell", verbosity=0)
    return 0
