"""Lines of the lists in other languages, as long as no person has translated them: drafts, shown under the English line."""

from functools import lru_cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "drafts_data"


@lru_cache
def languages() -> frozenset[str]:
    return frozenset(path.stem for path in DATA.glob("*.yaml"))


def draft(text: str, language: str) -> str | None:
    """None for English, for words of an activity's own, and for a line that has changed since it was drafted."""
    return _drafts(language).get(text) if language in languages() else None


@lru_cache
def _drafts(language: str) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load((DATA / f"{language}.yaml").read_text(encoding="utf-8"))
    return found
