"""What granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from khen.atoms import waste

waste.look_seldom()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khen.settings.base")
application = get_wsgi_application()
