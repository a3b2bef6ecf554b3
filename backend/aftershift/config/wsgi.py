"""The web server's entry. Checks that a wrong setting cannot pass run here: gunicorn runs none by itself."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aftershift.config.settings")

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
call_command("check", databases=["default"])
