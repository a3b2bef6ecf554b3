"""Files under random names, through Django's storage: a folder by default, whatever STORAGES names in production."""

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "kept"


def keep(data: bytes, ending: str) -> str:
    """Under a name that says nothing; returns it."""
    name = uuid4().hex
    return default_storage.save(f"{FOLDER}/{name[:2]}/{name}.{ending}", ContentFile(data))


def contents(name: str) -> bytes | None:
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def drop(names: Collection[str]) -> None:
    """Safe to repeat."""
    for name in names:
        default_storage.delete(name)


def kept() -> Iterator[str]:
    """Every file there is."""
    try:
        folders, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    for folder in sorted(folders):
        for name in sorted(default_storage.listdir(f"{FOLDER}/{folder}")[1]):
            yield f"{FOLDER}/{folder}/{name}"


def written_at(name: str) -> dt.datetime | None:
    try:
        return default_storage.get_modified_time(name)
    except FileNotFoundError:
        return None
