"""What usually could hurt people, list by list, to begin an assessment with. Versioned data files, as the lists are."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "hazards_data"
LEFT = ("low", "some", "high")


@dataclass(frozen=True)
class Suggested:
    """lines: [{id, what, who, action, left}]."""

    list: str
    version: int
    lines: tuple[dict[str, Any], ...]


@lru_cache
def suggested(name: str) -> Suggested:
    """For the list of this name (`templates.name_for`)."""
    data = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return Suggested(data["id"], data["version"], tuple(data["lines"]))
