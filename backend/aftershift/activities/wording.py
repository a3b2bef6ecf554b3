"""What a date says, in a query: its own words where it has some, else its activity's."""

from django.db.models.functions import Coalesce


def said(name: str, date: str = "") -> Coalesce:
    """One of the TEXTS as a column. date: the way from the row to its occurrence, such as "occurrence__"."""
    return Coalesce(f"{date}its_{name}", f"{date}activity__{name}")
