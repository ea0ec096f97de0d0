"""Each gate bites: what it forbids is planted once in a small house, and the gate names it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.architecture.gates.planted import plant
from tests.architecture.test_gates import GATES

ROOM = "src/khen/domains/licensing"
WHOLE = 'vi = "bản tin"\nidentifier = "bulletin"\nen = "bulletin"\nsource = "ours"\ndefinition = "what is told"\n'
LONG = "def grant() -> None:\n" + "    print(1)\n" * 41
FRONT = "from khen.domains.licensing.screens.licences import LICENCES"
UNSEEN = "no" + "qa"
SETTING, SCRIPTS = "src/khen/settings/apps.py", "locale/vi/LC_MESSAGES/djangojs.po"
SLIP = "[[term]]\nidentifier = 'slip'\nvi = 'phiếu cấp mật khẩu'\n"
GLOSSARY, REFUSING = "docs/glossary.toml", f"[[term]]\n{WHOLE}never = ['tin bài']\n"
INSTALLED = "INSTALLED_APPS = ['khen.web', 'wagtail.admin', 'axes']\n"
ELSEWHERE = "/" + "root/khen"
REGISTRY = "https://" + "py" + "pi.org/simple"

Plant = tuple[Mapping[str, str], str]

PLANTS: dict[str, list[Plant]] = {
    "functions, classes and modules are short": [
        ({f"{ROOM}/acts.py": LONG}, "grant has 42 lines, at most 40"),
        ({f"{ROOM}/acts.py": "x = 1\n" * 301}, "a module of 301 lines, at most 300"),
        ({f"{ROOM}/models.py": "class Licence:\n" + "    x = 1\n" * 121}, "Licence has 122 lines, at most 120"),
        ({"src/khen/settings/base.py": "X = 1\n" * 121}, "a module of 121 lines, at most 120"),
        ({f"{ROOM}/acts.py": LONG.replace("    print(1)\n" * 41, "    print(1)\n" * 25)}, "95 % of functions"),
        ({f"{ROOM}/acts.py": "x = 1\n" * 201, f"{ROOM}/reads.py": "x = 1\n" * 202}, "95 % of modules"),
    ],
    "a domain holds the files of its anatomy": [
        ({f"{ROOM}/services.py": ""}, "services.py: stands in no row"),
        ({f"{ROOM}/tests/data.py": ""}, "data.py: tests/ of a domain holds"),
        ({f"{ROOM}/services/licence.py": ""}, "services: stands in no row"),
        ({f"{ROOM}/acts.py": "", f"{ROOM}/acts/granting.py": ""}, "a row is a file or a folder, not both"),
        ({f"{ROOM}/acts/__init__.py": "def grant(): ...\n", f"{ROOM}/acts/granting.py": ""}, "only names what its modules offer"),
        ({f"{ROOM}/rules/fees.csv": "", f"{ROOM}/rules/fees.py": ""}, "fees.csv: a row's folder holds modules only"),
    ],
    "a domain explains itself on one screen": [
        ({f"{ROOM}/acts.py": ""}, "README.md: missing"),
        ({f"{ROOM}/README.md": "# Licences\n" * 61}, "more than one screen"),
    ],
    "module names say something": [({"src/khen/book/utils.py": ""}, "'utils' says nothing")],
    "only the rooms of the house stand in it": [({"src/khen/cellar/wine.py": ""}, "cellar: no such room")],
    "hooks are registered in one place": [
        ({"src/khen/desk/wagtail_hooks.py": ""}, "hooks stand only in"),
        ({f"{ROOM}/screens.py": "@hooks.register('x')\ndef menu(): ...\n"}, "hooks.register registers"),
    ],
    "counters stand in one written list": [
        (
            {f"{ROOM}/screens.py": "class Licences(Counter): ...\nLICENCES = Licences('giay-phep')\n"},
            "Licences stands in no list",
        ),
        (
            {
                f"{ROOM}/screens.py": "class Licences(Counter): ...\nclass Fees(Counter): ...\nL, F = Licences('a'), Fees('b')\n",
                "src/khen/web/wagtail_hooks.py": "COUNTERS: tuple[Counter, ...] = (licensing.L,)\n",
            },
            "Fees stands in no list",
        ),
    ],
    "rows are shown by the desk's pages alone": [
        ({f"{ROOM}/screens.py": "from wagtail.admin.views.generic import IndexView\n"}, "shows rows of all bodies"),
        ({f"{ROOM}/screens.py": "from wagtail.snippets.views.snippets import SnippetViewSet\n"}, "shows rows of all bodies"),
        (
            {f"{ROOM}/screens.py": "class Licences(Counter):\n    index_view_class = IndexView\n"},
            "index_view_class is not one of",
        ),
        ({f"{ROOM}/screens.py": "made = Chooser(choose_view_class=ChooseView)\n"}, "choose_view_class is not one of"),
    ],
    "screens only define": [
        ({f"{ROOM}/screens.py": "register(Licences)\n"}, "screens only define"),
        ({f"{ROOM}/screens/licences.py": "for kind in Kind:\n    offer(kind)\n"}, "screens only define"),
    ],
    "every job is run": [
        ({f"{ROOM}/jobs.py": "def remind(): ...\n"}, "the job remind is never run"),
        (
            {
                f"{ROOM}/jobs.py": "def remind(): ...\ndef expire(): ...\n",
                "src/khen/web/worker.py": "STEPS = ('khen.domains.licensing.jobs:remind',)\n",
            },
            "the job expire is never run; add 'khen.domains.licensing.jobs:expire'",
        ),
    ],
    "every channel has its golden file": [
        (
            {"src/khen/egress/channels/__init__.py": "CHANNELS = (sms.CHANNEL, fax.CHANNEL)\n", "tests/golden/sms.txt": "a"},
            "nobody sees what the channel fax shows",
        ),
    ],
    "terms, rules, atoms and the agent import what they may": [
        ({f"{ROOM}/rules.py": "from django.db import connection\n"}, "rules are pure"),
        ({f"{ROOM}/rules.py": "from khen.book import journal\n"}, "rules know only atoms and terms"),
        ({f"{ROOM}/rules/fees.py": "from khen.bodies.models import Body\n"}, "rules know only atoms and terms"),
        ({f"{ROOM}/terms.py": "from khen.bodies.models import Body\n"}, "terms know only atoms"),
        ({"src/khen/atoms/text.py": "import django\n"}, "atoms know no Django"),
        ({"src/loa/clock.py": "from khen.atoms import clock\n"}, "the agent is plain Python"),
    ],
    "every act writes the journal": [
        ({f"{ROOM}/acts.py": "@act\ndef grant(licence):\n    licence.save()\n"}, "grant is an act and writes no journal entry"),
        (
            {
                f"{ROOM}/acts/granting.py": "@act\ndef grant(licence):\n    write(licence)\n",
                f"{ROOM}/acts/wording.py": "def write(licence):\n    licence.save()\n",
            },
            "grant is an act and writes no journal entry",
        ),
    ],
    "rules and acts do not ask the clock": [
        ({f"{ROOM}/rules.py": "def due():\n    return date.today()\n"}, "date.today() asks the clock"),
        (
            {f"{ROOM}/acts/granting.py": "from django.utils.timezone import now\n"},
            "import of django.utils.timezone.now asks the clock",
        ),
        ({f"{ROOM}/acts.py": "from khen.atoms import clock\n"}, "import of khen.atoms.clock asks the clock"),
    ],
    "numbers in addresses are not parted": [
        ({f"{ROOM}/templates/licensing/fee.html": '<a href="?phi={{ one.pk }}">'}, "fee.html:1: {{ one.pk }}: the thousandth"),
        ({f"{ROOM}/templates/licensing/fee.html": "<i id='phi-{{ pk }}'>"}, "say |unlocalize"),
    ],
    "relations point up the list": [
        (
            {
                "src/khen/book/models.py": "class Entry:\n    licence = models.ForeignKey('licensing.Licence')\n",
                f"{ROOM}/models.py": "class Licence: ...\n",
            },
            "a relation to licensing.Licence points down the flow",
        ),
        (
            {
                f"{ROOM}/models.py": "class Licence:\n    text = models.OneToOneField(to='newsroom.Bulletin')\n",
                "src/khen/domains/newsroom/models.py": "class Bulletin: ...\n",
            },
            "points at a neighbour",
        ),
    ],
    "migrations depend up the list": [
        (
            {
                "src/khen/book/migrations/0001_entries.py": "class M:\n    dependencies = [('licensing', '0001_licences')]\n",
                f"{ROOM}/models.py": "",
            },
            "the migration depends on licensing, which points down the flow",
        ),
    ],
    "migrations are named and linear": [
        ({f"{ROOM}/migrations/0001_initial.py": ""}, "name it after what it makes"),
        ({f"{ROOM}/migrations/0001_one.py": "", f"{ROOM}/migrations/0001_two.py": ""}, "number 0002 is expected"),
    ],
    "no check is silenced": [
        ({f"{ROOM}/acts.py": f"x = 1  # {UNSEEN}: E501\n"}, "silences a check"),
        ({f"{ROOM}/acts.py": "x = 1  # type: ig" + "nore\n"}, "silences a check"),
        ({"pyproject.toml": "[tool.ruff.lint]\nignore = ['E501']\n"}, "ignore is an ignore list"),
        ({"pyproject.toml": "[[tool.mypy.overrides]]\nmodule = 'khen.book.*'\nignore_errors = true\n"}, "ignore_errors is"),
        ({".importlinter": "ignore_imports =\n    a -> b\n"}, "ignore_imports is an ignore list"),
    ],
    "no check is made milder": [
        ({"pyproject.toml": "[tool.mypy]\nstrict = false\n"}, "mypy is not strict"),
        (
            {"pyproject.toml": "[[tool.mypy.overrides]]\nmodule = ['khen.book.*']\ndisallow_subclassing_any = false\n"},
            "disallow_subclassing_any is off for khen.book.*",
        ),
        ({"pyproject.toml": "[tool.ruff.lint.mccabe]\nmax-complexity = 12\n"}, "complexity of 12, at most 8"),
        ({"pyproject.toml": "[tool.ruff.lint]\nselect = ['E', 'F']\n"}, "ruff no longer looks for C90"),
        ({"pyproject.toml": "[tool.ruff]\nline-length = 200\n"}, "lines of 200, at most 130"),
    ],
    "no test is left out": [
        ({"tests/test_a.py": "@pytest.mark.skip\ndef test_a(): ...\n"}, "pytest.mark.skip leaves a test out"),
        ({"tests/test_a.py": "def test_a():\n    pytest.skip('no server')\n"}, "pytest.skip leaves a test out"),
    ],
    "no address of one machine or registry": [
        ({"README.md": f"see {ELSEWHERE}\n"}, "holds on one machine only"),
        ({"docs/a.md": f"from {REGISTRY}\n"}, "holds on one machine only"),
        ({"requirements/run.txt": "--extra-index-url elsewhere\n"}, "names a package source"),
    ],
    "text is in normal form C": [({"docs/a.md": "Ha\u0300 Giang\n"}, "docs/a.md:1: not in normal form C")],
    "the glossary is whole": [
        ({"README.md": ""}, "there is no glossary"),
        ({"docs/glossary.toml": f"[[term]]\n{WHOLE}"}, "bulletin has no never"),
        ({"docs/glossary.toml": f"[[term]]\n{WHOLE}never = ['bulletin']\n"}, "a term and forbidden at once"),
    ],
    "one word for one thing": [
        (
            {
                "docs/glossary.toml": f"[[term]]\n{WHOLE}never = ['news_item']\n",
                f"{ROOM}/reads.py": "class NewsItems: ...\n",
            },
            "NewsItems: the house says 'bulletin', never 'news_item'",
        ),
    ],
    "settings and commands stand in the reference": [
        ({"src/khen/settings/env.py": "HOME = os.environ['KHEN_HOME']\n"}, "setting KHEN_HOME has no heading"),
        ({"src/khen/web/cli.py": "words.add_parser('verify')\n"}, "command khen verify has no heading"),
    ],
    "every message is said in Vietnamese": [
        (
            {f"locale/parts/{name}.po": f'msgid "a"\nmsgstr "{name}"\n' for name in ("one", "two")},
            "one.po and two.po differ on 'a'",
        ),
        ({f"{ROOM}/terms.py": "TITLE = _('Print run')\n"}, "no Vietnamese for 'Print run'"),
        ({f"{ROOM}/templates/a.html": "{% load i18n %}{% translate 'Print run' %}"}, "no Vietnamese for 'Print run'"),
        (
            {
                f"{ROOM}/terms.py": "TITLE = _('%(count)s copies')\n",
                "locale/parts/a.po": 'msgid "%(count)s copies"\nmsgstr "%(so)s bản"\n',
            },
            "has ['%(so)s'] where ['%(count)s'] are asked",
        ),
    ],
    "every message of the packages on our screens is said in Vietnamese": [
        ({SETTING: INSTALLED}, "wagtail.admin: no Vietnamese for 'Move up'"),
        ({SETTING: INSTALLED}, "axes: no Vietnamese for 'Locked Out'"),
        ({SETTING: INSTALLED}, "django.conf: no Vietnamese for 'Enter a valid JSON.'"),
        ({SETTING: INSTALLED, SCRIPTS: 'msgid "Move up"\nmsgstr "Lên"\n'}, "wagtail.admin: no Vietnamese for 'Move down'"),
        (
            {SETTING: INSTALLED, "locale/parts/a.po": '#, fuzzy\nmsgid "Locked Out"\nmsgstr "Đang khóa"\n'},
            "axes: no Vietnamese for 'Locked Out'",
        ),
        (
            {SETTING: INSTALLED, "locale/parts/a.po": 'msgid "Copy %(title)s"\nmsgstr "Sao chép %(ten)s"\n'},
            "has ['%(ten)s'] where ['%(title)s'] are asked",
        ),
        (
            {SETTING: INSTALLED, "locale/parts/a.po": 'msgid "1 page"\nmsgstr "%(counter)s trang"\n'},
            "'1 page' is asked with a plural",
        ),
    ],
    "one word for one thing on the screens": [
        (
            {GLOSSARY: REFUSING, "locale/parts/a.po": 'msgid "a"\nmsgstr "Tin bài mới"\n'},
            "'a' is said with 'Tin bài'; the house says 'bản tin'",
        ),
        (
            {GLOSSARY: REFUSING, SCRIPTS: 'msgid "b"\nmsgstr "Thêm tin bài"\n'},
            "'b' is said with 'tin bài'",
        ),
        ({GLOSSARY: REFUSING, "docs/how-to/a.md": "# Viết tin bài\n"}, "docs/how-to/a.md is said with 'tin bài'"),
        (
            {
                GLOSSARY: REFUSING.replace("tin bài", "phiếu") + SLIP,
                "docs/how-to/a.md": "Phiếu cấp mật khẩu in một lần, phiếu khai thì không.\n",
            },
            "docs/how-to/a.md is said with 'phiếu'",
        ),
    ],
    "one spelling on the screens": [
        ({"locale/parts/a.po": 'msgid "a"\nmsgstr "Huỷ, quý, hoàn"\n'}, "'a' is said with 'Huỷ'"),
        ({SCRIPTS: 'msgid "b"\nmsgstr "đã khoá"\n'}, "'b' is said with 'khoá'"),
    ],
}

EACH = [(name, files, named) for name, plants in PLANTS.items() for files, named in plants]


@pytest.mark.parametrize(("gate", "files", "named"), EACH, ids=[f"{name}: {named}" for name, _, named in EACH])
def test_the_gate_names_what_is_planted(gate: str, files: Mapping[str, str], named: str, tmp_path: Path) -> None:
    findings = GATES[gate](plant(tmp_path, files))
    assert any(named in finding for finding in findings), findings


def test_every_gate_has_its_plant() -> None:
    assert set(PLANTS) == set(GATES)


CLEAN = {
    f"{ROOM}/README.md": "# Licences\n",
    f"{ROOM}/rules.py": "from django.utils.translation import gettext_lazy as _\n\n\ndef due(on):\n    return on\n",
    f"{ROOM}/acts.py": "@act\ndef grant(licence):\n    _tell(licence)\n\n\ndef _tell(licence):\n    journal.write(licence)\n",
    f"{ROOM}/screens/__init__.py": f"{FRONT}\n\n__all__ = ['LICENCES']\n",
    f"{ROOM}/screens/licences.py": "scope.shared(Kind)\n\n\nclass Licences(Counter): ...\n\n\nLICENCES = Licences('a')\n",
    "src/khen/web/wagtail_hooks.py": "COUNTERS = (licensing.LICENCES,)\n",
    f"{ROOM}/jobs.py": "def remind(): ...\n",
    "src/khen/web/worker.py": "STEPS = ('khen.domains.licensing.jobs:remind',)\n",
    f"{ROOM}/models.py": "class Licence:\n    by = models.ForeignKey('bodies.Person')\n",
    "docs/glossary.toml": f"[[term]]\n{WHOLE}never = ['news_item']\n",
}


@pytest.mark.parametrize("gate", GATES)
def test_the_gate_lets_good_work_through(gate: str, tmp_path: Path) -> None:
    assert not GATES[gate](plant(tmp_path, CLEAN))
