"""Which applications and middlewares make the product, in their order."""

from django.utils.translation import gettext_lazy as _

INSTALLED_APPS = [
    "khen.web",
    "khen.bodies",
    "khen.book",
    "khen.desk",
    "khen.domains.newsroom",
    "khen.domains.organisation",
    "khen.domains.portals",
    "khen.domains.returns",
    "khen.egress",
    "khen.facts",
    "khen.figures",
    "khen.reports",
    "khen.tidings",
    "wagtail.users",
    "wagtail.admin",
    "wagtail.search",
    "wagtail.contrib.routable_page",
    "wagtail",
    "taggit",
    "axes",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

FILTERS_EMPTY_CHOICE_LABEL = _("All")  # a filter that narrows nothing, alike in every list
MIDDLEWARE = [
    "khen.web.pagecache.PageCache",
    "khen.web.length.Length",
    "khen.web.hosts.HostGate",
    "khen.web.methods.Methods",
    "khen.web.looking.Looking",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "khen.web.packing.Packing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "khen.web.language.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "khen.web.gate.Gate",
    "khen.web.network_gate.NetworkGate",
    "khen.web.password_gate.PasswordGate",
    "khen.web.factor_gate.FactorGate",
    "khen.web.practice.Practice",
    "khen.web.rebuffs.Rebuffs",
    "khen.web.devices.LastUsed",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "khen.web.length.told",
                "khen.web.guide.offered",
            ]
        },
    }
]
