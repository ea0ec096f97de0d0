"""What people do with a report: open, write, confirm, let warnings pass, approve, number, keep the signed copy, put right."""

from khen.reports.acts.closing import LARGEST_SCAN, approve, enter_scan, number
from khen.reports.acts.corrections import call_off, confirm_scan, correct_number, replace_scan
from khen.reports.acts.writing import confirm_block, edit_block, open_report, pass_warnings

__all__ = [
    "LARGEST_SCAN",
    "approve",
    "call_off",
    "confirm_block",
    "confirm_scan",
    "correct_number",
    "edit_block",
    "enter_scan",
    "number",
    "open_report",
    "pass_warnings",
    "replace_scan",
]
