"""Browsers in coarse words, addresses cut to their network."""

import pytest

from khen.domains.organisation import rules


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Safari/604.1", "Safari (iPhone)"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/126.0 Safari/537 Edg/126.0", "Edge (Windows)"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 (KHTML) coc_coc_browser/117 Chrome/111 Safari/537", "Cốc Cốc (Windows)"),
        (
            "Mozilla/5.0 (Linux; Android 13; SM-A145) SamsungBrowser/25.0 Chrome/121 Mobile Safari/537",
            "Samsung Internet (Android)",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/17.4 Safari/605", "Safari (Mac)"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox (Linux)"),
        ("curl/8.5.0", "curl"),
        ("", "?"),
        ("<script>alert(1)</script>", "?"),
        ("\x00\uffff" * 5000, "?"),
        ("A" * 5000, "A" * 20),
    ],
)
def test_a_browser_is_called_as_its_people_call_it(agent: str, name: str) -> None:
    assert rules.name_of(agent) == name


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("113.160.24.7", "113.160.24.x"),
        ("::ffff:113.160.24.7", "113.160.24.x"),
        ("2001:db8:5:7::9", "2001:db8:5::/48"),
        ("::1", "::/48"),
        ("", ""),
        ("unknown", ""),
        ("1.2.3.4, 5.6.7.8", ""),
        ("fe80::1%eth0", "fe80::/48"),
    ],
)
def test_of_an_address_only_the_network_is_kept(address: str, network: str) -> None:
    assert rules.network_of(address) == network
