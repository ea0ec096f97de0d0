"""The officers' menu marks the counter that is open, and no other."""

from itertools import permutations

from wagtail.admin.icons import get_icons

from khen.web.wagtail_hooks import COUNTERS, only_ours


def test_no_entry_is_marked_with_another() -> None:
    """Wagtail's sidebar marks every entry whose name begins the name of the open one."""
    names = [counter.get_menu_item().name for counter in COUNTERS]
    assert [pair for pair in permutations(names, 2) if pair[1].startswith(pair[0])] == []


def test_every_counter_stays_in_the_menu() -> None:
    items = [counter.get_menu_item() for counter in COUNTERS]
    kept = list(items)
    only_ours(None, kept)
    assert kept == items


def test_every_entry_has_an_icon_of_its_own() -> None:
    icons = [counter.icon for counter in COUNTERS]
    assert len(set(icons)) == len(icons)
    drawn = get_icons()
    assert [icon for icon in icons if f'id="icon-{icon}"' not in drawn] == []


def test_every_act_has_an_icon_that_is_drawn_and_no_act_that_takes_away_bears_a_tick() -> None:
    verbs = [verb for counter in COUNTERS for verb in (*counter.begins, *counter.verbs)]
    drawn = get_icons()
    assert [verb.name for verb in verbs if f'id="icon-{verb.icon}"' not in drawn] == []
    assert [str(verb.label) for verb in verbs if verb.grave and verb.icon == "check"] == []
