"""How often Python looks for waste that refers to itself in circles."""

import gc

SELDOM = (50_000, 20, 100)  # new objects before the youngest are looked through; then of those rounds, before the older are


def look_seldom() -> None:
    """Not after every 700 objects, as Python does by itself: loading the house's modules makes hundreds of thousands that all
    stay, and most of what a page makes is gone before. A start takes a fifth less time so, a page about a tenth."""
    gc.set_threshold(*SELDOM)
