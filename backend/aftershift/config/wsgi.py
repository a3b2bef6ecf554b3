"""The web server's entry, loaded once before gunicorn forks its workers, which so share its memory.

Checks that a wrong setting cannot pass run here: gunicorn runs none by itself. Checks of the code are for `make check`.
"""

import gc
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aftershift.config.settings")

from django.core.checks import Tags
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

# Whoever holds the lock of a date waits after each statement until the worker's other threads let it on, and so does everybody
# behind it. They do so ten times as often as Python has it by itself, which is every 5 ms.
sys.setswitchinterval(0.0005)
gc.disable()  # nothing that is loaded here is ever thrown away, and looking for it again and again takes a tenth of the start
application = get_wsgi_application()
call_command("check", tags=[Tags.database], databases=["default"], verbosity=0)
get_resolver().url_patterns  # noqa: B018 (loads every view)
connections.close_all()  # a line to the database must not be shared by two processes
gc.collect()
gc.freeze()  # or the first collection in each worker would copy every page it looks at
gc.enable()
