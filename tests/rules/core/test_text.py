"""Text that people send: what is seen is what is meant, wherever it is shown."""

import pytest
from rest_framework.exceptions import ValidationError

from aftershift.core.http.fields import OneLineField, StrictCharField


@pytest.mark.parametrize("field", [StrictCharField(), OneLineField()])
def test_nothing_turns_the_text_around_it(field):
    """A title with such a mark would change how the place and the time beside it read."""
    assert field.run_validation("\u202eMain door\u202c \u2066north\u2069") == "Main door north"
    assert field.run_validation("\u202dTell nobody") == "Tell nobody"


@pytest.mark.parametrize("text", ["کینٹین کے پاس", "می\u200cخواهم", "\u200fدوپہر 3 بجے", "👩\u200d🍳 cook"])
def test_right_to_left_languages_and_joined_letters_stay_as_written(text):
    assert StrictCharField().run_validation(text) == text


@pytest.mark.parametrize("text", ["\u202e\u202c", "\u200b\u2060", "\u2067 \u2069"])
def test_what_nobody_can_see_is_no_title(text):
    with pytest.raises(ValidationError):
        StrictCharField().run_validation(text)
    assert StrictCharField(allow_blank=True).run_validation(text).strip() in ("", "\u200b\u2060")
