"""How well a new line finds the idea that is there, across spellings, accents and scripts. The corpus is made up."""

import pytest

from aftershift.ideas.similarity import similar

IDEAS = {
    "picnic": "Picnic with our children in the park",
    "supper": "Curry supper before the night shift",
    "canal": "Walk along the canal after earlies",
    "dance": "Taniec w piątki po późnej zmianie",
    "lodz": "Wycieczka do Łodzi z rodziną",
    "soup": "Gotowanie żurku w kuchni szpitala",
    "chess": "Chess at break in the porters' lodge",
    "choir": "Choir in the chapel on Sunday evenings",
    "pressure": "Blood pressure check by the lockers",
    "hill": "Pen-y-Fan one day in June",
    "cafe": "Café and crêpes on payday",
    "stroll_ur": "شام کو پارک میں سیر",
    "cricket_ur": "اتوار کو کرکٹ میچ",
    "tea_ur": "رات کی ڈیوٹی کے بعد چائے",
    "cook_ar": "الطبخ معا يوم الجمعة",
    "garden": "A vegetable garden behind the laundry",
}
# A line as somebody else would type it, and the idea that it must find first.
ASKED = [
    ("Family picnic, children welcome", "picnic"),
    ("PICNICS!!", "picnic"),
    ("curry before nights", "supper"),
    ("canalside walking", "canal"),
    ("taniec w piatek", "dance"),
    ("Tańce w piątki", "dance"),
    ("wycieczka do Lodzi", "lodz"),
    ("lodzi", "lodz"),
    ("gotowanie zurku", "soup"),
    ("zurek", "soup"),
    ("chess in the lodge", "chess"),
    ("Sunday choir", "choir"),
    ("check my blood presure", "pressure"),
    ("Pen y Fan", "hill"),
    ("Penyfan in june", "hill"),
    ("cafe and crepes", "cafe"),
    ("پارک میں شام کی سیر", "stroll_ur"),
    ("پارك ميں سير", "stroll_ur"),  # the Arabic keyboard's kaf and yeh
    ("کرکٹ کا میچ", "cricket_ur"),
    ("كركٹ", "cricket_ur"),  # the Arabic keyboard's kaf alone
    ("کِرکٹ", "cricket_ur"),  # with a vowel mark
    ("چاۓ رات کی ڈیوٹی", "tea_ur"),  # hamza written on the last letter
    ("طبخ يوم الجمعه", "cook_ar"),
    ("الطَّبْخ يوم الجمعة", "cook_ar"),
    ("الجمعه", "cook_ar"),
    ("vegetables garden", "garden"),
]
# Lines about something else: nothing is offered.
NEW = [
    "Karaoke",
    "Bring a football",
    "Sewing circle for beginners",
    "Nauka angielskiego",
    "Rowery nad rzekę",
    "والی بال",
    "كرة القدم",
    "Photography tips",
    "Swimming lessons",
    "!!!",
]


def found(line: str) -> list[str]:
    return list(similar(line, IDEAS.items(), at_most=3))


@pytest.mark.parametrize(("line", "idea"), ASKED)
def test_another_spelling_finds_the_idea_that_is_there(line, idea):
    assert found(line)[:1] == [idea]


@pytest.mark.parametrize("line", NEW)
def test_a_line_about_something_else_offers_nothing(line):
    assert found(line) == []


def test_whoever_types_on_is_offered_the_same_idea():
    """From the fourth letter of its first long word on, each further letter keeps it among the three."""
    line = "Vegetable garden"
    assert all("garden" in found(line[:length]) for length in range(4, len(line) + 1))


def test_word_order_case_and_marks_do_not_matter():
    for line in ("chapel choir evenings sunday", "CHOIR, CHAPEL: SUNDAY EVENINGS", "Chóir in the châpel"):
        assert found(line)[0] == "choir"
