"""What a calendar says by itself, in its reader's language. All else in it is as people wrote it."""

from dataclasses import dataclass

from aftershift.notifications.languages import isolated


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """cancelled and waiting stand before a title; neutral and busy stand instead of it."""

    language: str
    neutral: str
    busy: str
    cancelled: str
    waiting: str

    def before(self, what: str, title: str) -> str:
        """A title keeps its own direction behind words of another one."""
        return f"{what}: {isolated(self.language, title)}"


WORDS = {
    words.language: words
    for words in (
        CalendarWords("en", "After work", "Busy", "CANCELLED", "Waiting"),
        CalendarWords("pl", "Po pracy", "Czas zajęty", "ODWOŁANE", "Lista oczekujących"),
        CalendarWords("ur", "کام کے بعد", "مصروف", "منسوخ", "انتظار میں"),
    )
}


def words_in(language: str) -> CalendarWords:
    """English where the server has no words of that language."""
    return WORDS.get(language, WORDS["en"])
