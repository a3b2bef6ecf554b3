"""What a browser needs to know to be pushed to. All of it is public: Firebase's own pages show it in their source."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class BrowserConfig:
    project_id: str
    app_id: str
    sender_id: str
    api_key: str
    vapid_key: str


def browser_config() -> BrowserConfig | None:
    """None: browsers are not pushed to here."""
    if not settings.PUSH_CREDENTIALS or not all(settings.PUSH_WEB.values()):
        return None
    return BrowserConfig(project_id=_project_of(settings.PUSH_CREDENTIALS), **settings.PUSH_WEB)


@functools.lru_cache(maxsize=4)
def _project_of(path: str) -> str:
    return str(json.loads(Path(path).read_text())["project_id"])
