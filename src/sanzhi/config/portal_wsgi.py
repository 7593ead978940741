"""The portal program as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "sanzhi.config.portal"
application = get_wsgi_application()
