"""The web server's entry, loaded once before gunicorn forks its workers, which so share its memory.

Checks that a wrong setting cannot pass run here: gunicorn runs none by itself.
"""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aftershift.config.settings")

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections

application = get_wsgi_application()
call_command("check", databases=["default"])
connections.close_all()  # a line to the database must not be shared by two processes
gc.collect()
gc.freeze()  # or the first collection in each worker would copy every page it looks at
