"""Every word of the pages that Django renders, by language. English is checked; the others say whether they are.

A language appears in the chooser when its words are here, in its own name.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    code: str
    name: str  # in itself
    direction: str
    is_checked: bool
    words: Mapping[str, str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    span: str  # a date with its times; the times stay on one line

    def when(self, starts: dt.datetime, ends: dt.datetime) -> str:
        """`Thursday 26 November, 15:30 to 16:15`, of local times."""
        return self.span.format(
            weekday=self.weekdays[starts.weekday()],
            day=starts.day,
            month=self.months[starts.month - 1],
            start=f"{starts:%H:%M}",
            end=f"{ends:%H:%M}",
        )

    def moment(self, at: dt.datetime) -> str:
        """`Thursday 26 November 2026, 20:00`, of a local time."""
        return f"{self.date(at.date())}, {at:%H:%M}"

    def month(self, day: dt.date) -> str:
        return f"{self.months[day.month - 1]} {day.year}"

    def day(self, day: dt.date) -> str:
        return f"{self.weekdays[day.weekday()]} {day.day} {self.months[day.month - 1]}"

    def every(self, weekday: int, start: dt.time) -> str:
        return f"{self.weekdays[weekday]} {start:%H:%M}"

    def date(self, day: dt.date) -> str:
        return f"{self.weekdays[day.weekday()]} {day.day} {self.months[day.month - 1]} {day.year}"


ENGLISH = Language(
    code="en",
    name="English",
    direction="ltr",
    is_checked=True,
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    span="{weekday} {day} {month}, {start}\u00a0to\u00a0{end}",
    words={
        "language": "Language",
        "drawing": "Four people walk away from the hospital into a low sun",
        "headline": "After work, do something you like",
        "about": "Walks, cooking, days out. Picked and led by people who work here.",
        "invites": "Your colleagues invite you.",
        "next": "Next",
        "more_next": "And then",
        "free": "Free",
        "name": "What can we call you?",
        "name_help": "The name your colleagues use.",
        "under_18": "I am under 18",
        "pin": "Pick 6 numbers to be your PIN",
        "pin_help": "Keep them in mind. You need them with your card.",
        "join": "Join in",
        "privacy": "No e-mail. No phone number. Your manager cannot see what you do here.",
        "have_card": "I have a card already",
        "have_code": "Somebody told me a code",
        "look_again": "Look at these again",
        "name_missing": "Tell us what we can call you.",
        "name_long": "Please use at most 40 letters.",
        "pin_wrong": "A PIN is 6 numbers.",
        "pin_easy": "This PIN is the first one a stranger tries. Pick another.",
        "unknown_title": "This code does not open anything",
        "unknown": "Look at it again, or ask the person who gave it to you for a new one.",
        "full_title": "Many people have joined with this code today",
        "full": "Try again tomorrow, or ask an organiser for another code.",
        "effort_easy": "Easy for most people.",
        "effort_moderate": "Some effort: you breathe faster.",
        "effort_strenuous": "Hard work: hills, or hours on your feet.",
        "nothing_title": "There is nothing to join yet",
        "nothing": "A poster is printed once something is open with a free place. Make a first walk at the desk.",
        "used_title": "This form was sent before, with another PIN",
        "used": "If it was you, sign in with your card. Else start again.",
        "many_title": "Too many tries",
        "many": "Wait a little, then try again.",
        "again": "Start again",
        "spoken_title": "Somebody told you a code?",
        "spoken_about": "Type the short name and the code you were told.",
        "short_name": "Short name of the place",
        "short_name_help": "For example: st-brides",
        "spoken": "Code",
        "spoken_help": "8 letters and numbers",
        "go_on": "Go on",
        "welcome": "You are in, {name}",
        "card_about": "This is your card. With it and your PIN you come back in, on any phone.",
        "card_code": "Your card",
        "card_keep": "Take a picture of it, save it or print it.",
        "card_save": "Save the picture",
        "card_print": "Print it",
        "new_about": "You can do almost everything now. To vote, a colleague has to say that they know you.",
        "open": "See what fits me",
        "qr_card": "The card as a square code",
        "going": "{taken} of {places} places are taken",
        "full_now": "All places are taken. You can wait for one.",
        "cancelled": "This does not happen. It was cancelled.",
        "over": "This is over.",
        "where": "Where",
        "when": "When",
        "how_hard": "How hard",
        "cost": "Cost",
        "bring": "Bring",
        "come": "I'd like to come",
        "how_to_join": "You need a card. You get one from the poster at work, or from a colleague.",
        "poster_scan": "Point your phone's camera at the square",
        "poster_link": "Or type this into your phone",
        "poster_down": "Take down on",
        "poster_privacy": "No e-mail. No phone number. In your own time.",
        "print": "Print",
        "qr_poster": "The link as a square code",
        "card_of": "Card of",
        "card_pin": "Do not write your PIN on it.",
        "not_found": "We cannot find this",
        "not_found_about": "It may have been taken away. Ask the person who sent it to you.",
        "demonstration": "Demonstration, not secure. Do not put anything private here.",
        "slip_tick": "Tick all you would come to",
        "slip_one": "This sheet is one vote. Nobody writes down who got which number. Do not write your name.",
        "slip_box": "Fold it and put it into the box yourself, in good time before {closes}.",
        "slip_final": "Once it is in the box it cannot be changed. Not used? Hand it back, and vote on a phone.",
        "slip_number": "Slip",
        "slip_qr": "The number of the slip as a square code",
        "slips_none": "There are no slips to print. Make some at the desk first.",
        "slips_about": "One sheet for each slip that nobody has typed in.",
        "month_title": "What is on in {month}",
        "month_about": "For the wall: print it and hang it up.",
        "month_before": "The month before",
        "month_after": "The month after",
        "month_off": "Called off",
        "month_none": "Nothing is on in this month.",
        "month_look": "Times can change. Look here before you come:",
        "month_qr": "The page of what is on as a square code",
        "table_about": "One sheet for each table. Print as many as you have tables.",
        "table_no_names": "Write what was said. Never write who said it.",
        "table_idea": "An idea of your own? Put it up here.",
        "table_qr": "The page of ideas as a square code",
        "table_cafe_tables": "Café tables",
        "table_cafe_tables_1": "Sit four or five to a table. One stays and welcomes.",
        "table_cafe_tables_2": "Talk about the question. Draw and write on the paper.",
        "table_cafe_tables_3": "When the host calls, move to another table. Say what you heard before.",
        "table_cafe_tables_4": "At the end say to all: what did most tables say?",
        "table_open_agenda": "Open agenda",
        "table_open_agenda_1": "Anybody puts a topic on the wall, with a time and a corner.",
        "table_open_agenda_2": "Go to the topic that you care about.",
        "table_open_agenda_3": "Not learning and not helping? Use your feet and go elsewhere.",
        "table_open_agenda_4": "Before you go, write down what comes of it.",
        "table_story_circle": "Story circle",
        "table_story_circle_1": "Three people tell something that happened to them. The others listen.",
        "table_story_circle_2": "Nobody breaks in, puts it right or gives advice.",
        "table_story_circle_3": "Then each listener says what stayed with them.",
        "table_story_circle_4": "What is told here stays here. What we learned goes out.",
        "unchecked": "",
        "switch": "Change the language",
    },
)

# Drafted by machine; a native reader has to check it. The page says so.
URDU = Language(
    code="ur",
    name="اردو",
    direction="rtl",
    is_checked=False,
    weekdays=("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"),
    months=(
        "جنوری",
        "فروری",
        "مارچ",
        "اپریل",
        "مئی",
        "جون",
        "جولائی",
        "اگست",
        "ستمبر",
        "اکتوبر",
        "نومبر",
        "دسمبر",
    ),
    span="{weekday} {day} {month}، {start}\u00a0سے\u00a0{end}",
    words={
        "language": "زبان",
        "drawing": "چار لوگ ہسپتال سے نکل کر ڈوبتے سورج کی طرف چل رہے ہیں",
        "headline": "کام کے بعد، کچھ ایسا جو آپ کو پسند ہو",
        "about": "سیر، کھانا پکانا، باہر کے دن۔ یہاں کام کرنے والے لوگ خود چنتے اور چلاتے ہیں۔",
        "invites": "آپ کے ساتھی آپ کو بلا رہے ہیں۔",
        "next": "اگلا",
        "more_next": "اور پھر",
        "free": "مفت",
        "name": "ہم آپ کو کیا کہہ کر بلائیں؟",
        "name_help": "وہ نام جس سے ساتھی آپ کو بلاتے ہیں۔",
        "under_18": "میری عمر 18 سال سے کم ہے",
        "pin": "اپنے PIN کے لیے 6 ہندسے چنیں",
        "pin_help": "انہیں یاد رکھیں۔ کارڈ کے ساتھ ان کی ضرورت ہوگی۔",
        "join": "شامل ہوں",
        "privacy": "نہ ای میل، نہ فون نمبر۔ آپ کا مینیجر نہیں دیکھ سکتا کہ آپ یہاں کیا کرتے ہیں۔",
        "have_card": "میرے پاس کارڈ ہے",
        "have_code": "کسی نے مجھے کوڈ بتایا ہے",
        "look_again": "انہیں دوبارہ دیکھیں",
        "name_missing": "بتائیں کہ ہم آپ کو کیا کہہ کر بلائیں۔",
        "name_long": "زیادہ سے زیادہ 40 حروف لکھیں۔",
        "pin_wrong": "PIN میں 6 ہندسے ہوتے ہیں۔",
        "pin_easy": "یہ PIN کوئی اجنبی سب سے پہلے آزماتا ہے۔ دوسرا چنیں۔",
        "unknown_title": "یہ کوڈ کام نہیں کرتا",
        "unknown": "اسے دوبارہ دیکھیں، یا جس نے دیا اس سے نیا مانگیں۔",
        "full_title": "آج اس کوڈ سے بہت سے لوگ شامل ہو چکے ہیں",
        "full": "کل پھر کوشش کریں، یا منتظم سے دوسرا کوڈ مانگیں۔",
        "effort_easy": "زیادہ تر لوگوں کے لیے آسان۔",
        "effort_moderate": "کچھ محنت: سانس تیز ہوتی ہے۔",
        "effort_strenuous": "سخت محنت: چڑھائی، یا گھنٹوں پیدل۔",
        "nothing_title": "ابھی شامل ہونے کے لیے کچھ نہیں",
        "nothing": "پوسٹر تب چھپتا ہے جب کوئی سرگرمی کھلی ہو اور جگہ خالی ہو۔ پہلے ڈیسک پر ایک چھوٹی سیر بنائیں۔",
        "used_title": "یہ فارم پہلے کسی اور PIN کے ساتھ بھیجا جا چکا ہے",
        "used": "اگر وہ آپ تھے تو اپنے کارڈ سے اندر آئیں۔ ورنہ پھر شروع کریں۔",
        "many_title": "بہت زیادہ کوششیں",
        "many": "تھوڑا انتظار کریں، پھر کوشش کریں۔",
        "again": "پھر شروع کریں",
        "spoken_title": "کسی نے آپ کو کوڈ بتایا؟",
        "spoken_about": "جگہ کا مختصر نام اور بتایا ہوا کوڈ لکھیں۔",
        "short_name": "جگہ کا مختصر نام",
        "short_name_help": "مثلاً: st-brides",
        "spoken": "کوڈ",
        "spoken_help": "8 حروف اور ہندسے",
        "go_on": "آگے",
        "welcome": "آپ شامل ہو گئے، {name}",
        "card_about": "یہ آپ کا کارڈ ہے۔ اس سے اور اپنے PIN سے آپ کسی بھی فون پر واپس آ سکتے ہیں۔",
        "card_code": "آپ کا کارڈ",
        "card_keep": "اس کی تصویر لیں، محفوظ کریں یا چھاپیں۔",
        "card_save": "تصویر محفوظ کریں",
        "card_print": "چھاپیں",
        "new_about": "اب آپ تقریباً سب کچھ کر سکتے ہیں۔ ووٹ کے لیے کسی ساتھی کو کہنا ہوگا کہ وہ آپ کو جانتے ہیں۔",
        "open": "دیکھیں میرے لیے کیا ہے",
        "qr_card": "کارڈ چوکور کوڈ کی شکل میں",
        "going": "{places} میں سے {taken} جگہیں لی جا چکی ہیں",
        "full_now": "ساری جگہیں لی جا چکی ہیں۔ آپ انتظار کر سکتے ہیں۔",
        "cancelled": "یہ نہیں ہو رہا۔ اسے منسوخ کر دیا گیا۔",
        "over": "یہ ہو چکا ہے۔",
        "where": "کہاں",
        "when": "کب",
        "how_hard": "کتنا مشکل",
        "cost": "خرچ",
        "bring": "ساتھ لائیں",
        "come": "مجھے آنا ہے",
        "how_to_join": "اس کے لیے کارڈ چاہیے۔ وہ کام کی جگہ کے پوسٹر سے یا کسی ساتھی سے ملتا ہے۔",
        "poster_scan": "فون کا کیمرا اس چوکور پر رکھیں",
        "poster_link": "یا فون میں یہ لکھیں",
        "poster_down": "اتارنے کی تاریخ",
        "poster_privacy": "نہ ای میل، نہ فون نمبر۔ اپنے وقت میں۔",
        "print": "چھاپیں",
        "qr_poster": "لنک چوکور کوڈ کی شکل میں",
        "card_of": "کارڈ",
        "card_pin": "اس پر اپنا PIN نہ لکھیں۔",
        "not_found": "یہ ہمیں نہیں ملا",
        "not_found_about": "شاید اسے ہٹا دیا گیا ہے۔ جس نے بھیجا اس سے پوچھیں۔",
        "demonstration": "نمائش، محفوظ نہیں۔ یہاں کچھ بھی نجی نہ لکھیں۔",
        "slip_tick": "جس جس میں آپ آئیں گے، سب پر نشان لگائیں",
        "slip_one": "یہ پرچی ایک ووٹ ہے۔ کوئی نہیں لکھتا کہ کسے کون سا نمبر ملا۔ اپنا نام نہ لکھیں۔",
        "slip_box": "اسے تہہ کریں اور {closes} سے کافی پہلے خود ڈبے میں ڈالیں۔",
        "slip_final": "ڈبے میں ڈالنے کے بعد یہ بدلی نہیں جا سکتی۔ استعمال نہیں کی؟ واپس دیں اور فون پر ووٹ دیں۔",
        "slip_number": "پرچی",
        "slip_qr": "پرچی کا نمبر چوکور کوڈ کی شکل میں",
        "slips_none": "چھاپنے کے لیے کوئی پرچی نہیں۔ پہلے ڈیسک پر بنائیں۔",
        "slips_about": "ہر اس پرچی کا ایک ورق جو ابھی کسی نے درج نہیں کی۔",
        "month_title": "{month} میں کیا ہو رہا ہے",
        "month_about": "دیوار کے لیے: چھاپیں اور لگائیں۔",
        "month_before": "پچھلا مہینہ",
        "month_after": "اگلا مہینہ",
        "month_off": "منسوخ",
        "month_none": "اس مہینے میں کچھ نہیں ہو رہا۔",
        "month_look": "وقت بدل سکتا ہے۔ آنے سے پہلے یہاں دیکھیں:",
        "month_qr": "پروگرام کا صفحہ چوکور کوڈ کی شکل میں",
        "table_about": "ہر میز کے لیے ایک ورق۔ جتنی میزیں ہوں اتنے چھاپیں۔",
        "table_no_names": "لکھیں کہ کیا کہا گیا۔ یہ کبھی نہ لکھیں کہ کس نے کہا۔",
        "table_idea": "آپ کی اپنی تجویز؟ یہاں ڈالیں۔",
        "table_qr": "تجویزوں کا صفحہ چوکور کوڈ کی شکل میں",
        "table_cafe_tables": "چائے کی میزیں",
        "table_cafe_tables_1": "ہر میز پر چار یا پانچ لوگ بیٹھیں۔ ایک وہیں رہے اور خوش آمدید کہے۔",
        "table_cafe_tables_2": "سوال پر بات کریں۔ کاغذ پر لکھیں اور تصویر بنائیں۔",
        "table_cafe_tables_3": "جب میزبان بلائے تو دوسری میز پر جائیں۔ بتائیں کہ پہلے کیا سنا۔",
        "table_cafe_tables_4": "آخر میں سب کو بتائیں: زیادہ تر میزوں نے کیا کہا؟",
        "table_open_agenda": "کھلا ایجنڈا",
        "table_open_agenda_1": "کوئی بھی دیوار پر موضوع لگائے، وقت اور جگہ کے ساتھ۔",
        "table_open_agenda_2": "اس موضوع پر جائیں جو آپ کے لیے اہم ہے۔",
        "table_open_agenda_3": "نہ سیکھ رہے ہیں نہ مدد کر رہے ہیں؟ اٹھیں اور دوسری جگہ جائیں۔",
        "table_open_agenda_4": "جانے سے پہلے لکھیں کہ اس سے کیا نکلا۔",
        "table_story_circle": "کہانی کا دائرہ",
        "table_story_circle_1": "تین لوگ اپنے ساتھ ہوئی کوئی بات سنائیں۔ باقی سنیں۔",
        "table_story_circle_2": "کوئی بات نہ کاٹے، نہ ٹھیک کرے، نہ مشورہ دے۔",
        "table_story_circle_3": "پھر ہر سننے والا بتائے کہ اسے کیا یاد رہا۔",
        "table_story_circle_4": "یہاں کی کہانی یہیں رہے گی۔ جو سیکھا وہ باہر جائے گا۔",
        "unchecked": "یہ ترجمہ مشین کا ہے اور ابھی کسی نے جانچا نہیں۔",
        "switch": "زبان بدلیں",
    },
)

LANGUAGES = {language.code: language for language in (ENGLISH, URDU)}


def language_for(*, chosen: str | None, accepted: str) -> Language:
    """What was chosen; else the first of the browser's languages that we have; else English."""
    if chosen in LANGUAGES:
        return LANGUAGES[chosen]
    ranked = []
    for place, part in enumerate(accepted.split(",")[:20]):
        name, _, weight = part.partition(";q=")
        try:
            ranked.append((-float(weight or 1), place, name.strip().lower().split("-")[0]))
        except ValueError:
            continue
    for _weight, _place, code in sorted(ranked):
        if code in LANGUAGES:
            return LANGUAGES[code]
    return ENGLISH
