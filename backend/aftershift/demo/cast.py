"""Who is in the demonstration: 60 members on the rota shapes of real adverts (DOMAIN 2.1, 2.2). All invented."""

from dataclasses import dataclass

OFF = "-"
# One token per day of the cycle, as in a rota sheet; anchors are days back from the demonstration's Monday.
ROTAS: dict[str, tuple[str, ...]] = {
    "weekday earlies": ("07:00-15:00",) * 5 + (OFF,) * 2,
    "early and late weeks": ("07:00-15:00",) * 5 + (OFF,) * 2 + ("13:30-21:30",) * 5 + (OFF,) * 2,
    "early, late and night weeks": ("07:00-15:00",) * 5
    + (OFF,) * 2
    + ("13:30-21:30",) * 5
    + (OFF,) * 2
    + ("21:30-07:30",) * 5
    + (OFF,) * 2,
    "four long days on, four off": ("07:00-19:00",) * 4 + (OFF,) * 4,
    "two days, two nights, four off": ("07:00-19:00",) * 2 + ("19:00-07:00",) * 2 + (OFF,) * 4,
    "long days, 2-2-3": ("07:00-19:00",) * 2
    + (OFF,) * 2
    + ("07:00-19:00",) * 3
    + (OFF,) * 2
    + ("07:00-19:00",) * 2
    + (OFF,) * 3,
    "weekday evenings": ("17:00-21:00",) * 5 + (OFF,) * 2,
    "morning cleaning": ("07:00-11:30",) * 5 + (OFF,) * 2,
    "weekend cleaning": (OFF,) * 5 + ("12:00-18:30",) * 2,
    "catering, six weeks rolling": ("07:00-13:00",) * 5
    + (OFF,) * 2
    + ("08:00-14:00",) * 5
    + (OFF,) * 2
    + ("13:30-19:30",) * 5
    + (OFF,) * 2,
    "nights only": ("21:30-07:00",) * 4 + (OFF,) * 3,
}


@dataclass(frozen=True)
class Cast:
    name: str
    team: str
    rota: str
    start: int  # days by which this person's cycle is shifted


def _group(team: str, rota: str, *names: str) -> list[Cast]:
    length = len(ROTAS[rota])
    step = 7 if length % 7 == 0 else 2
    return [Cast(name, team, rota, (i * step) % length) for i, name in enumerate(names)]


CAST: list[Cast] = [
    *_group(
        "Porters",
        "early, late and night weeks",
        "Ama",
        "Bashir",
        "Colin",
        "Danuta",
        "Emeka",
        "Farouk",
        "Gareth",
        "Hussein",
    ),
    *_group("Porters", "weekday earlies", "Rosa", "Ivo", "Jamal", "Kasia", "Lamin", "Mohan"),
    *_group("Porters", "four long days on, four off", "Nadia", "Olek", "Pradeep", "Quincy"),
    *_group(
        "Domestics", "early and late weeks", "Piotr", "Ruth", "Sunita", "Tereza", "Uche", "Violeta", "Wanda", "Xoli"
    ),
    *_group("Domestics", "morning cleaning", "Yusra", "Zofia", "Abena", "Beatriz", "Chipo", "Doina", "Elena", "Fatima"),
    *_group("Domestics", "weekday evenings", "Grace", "Hana", "Ioana", "Joy", "Karim", "Leila"),
    *_group("Domestics", "weekend cleaning", "Marisol", "Nneka", "Otilia"),
    *_group("Catering", "catering, six weeks rolling", "Pavel", "Rashid", "Shirin", "Tomasz", "Usman", "Vera"),
    *_group("Security", "two days, two nights, four off", "Winston", "Yaw", "Zubair", "Ade", "Bogdan"),
    *_group("Security", "long days, 2-2-3", "Carlos", "Dele", "Ewa"),
    *_group("Security", "nights only", "Femi", "Gloria", "Harjit"),
]
SITES = ("St Bride's main site", "Eastgate laundry and kitchens")
TEAMS = ("Porters", "Domestics", "Catering", "Security")
NEW_MEMBERS = ("Ines", "Kwame")  # joined last week, nobody has confirmed them yet

# (who, words, kind, how they are named, how many would come)
IDEAS: list[tuple[str, str, str, str, int]] = [
    ("Ama", "A walk round the park right after earlies", "walk", "named", 21),
    ("Piotr", "Picnic with our children", "picnic", "named", 17),
    ("Shirin", "Cook jollof and pierogi together", "cook", "named", 19),
    ("Femi", "Breakfast and a walk when nights finish", "walk", "team", 9),
    ("Winston", "A hill on a Saturday, by train", "hill", "named", 12),
    ("Yusra", "Tea and talk on the roof terrace", "talk", "anonymous", 14),
    ("Karim", "Stretching for sore backs", "move", "named", 11),
    ("Harjit", "Badminton on Sunday mornings", "move", "team", 8),
]
SECOND_IDEAS: list[tuple[str, str, str, str, int]] = [
    ("Leila", "Feeding the birds by the canal, gentle walk", "walk", "named", 10),
    ("Tomasz", "Bread baking for beginners", "cook", "named", 13),
    ("Gloria", "Chai after nights", "talk", "team", 7),
    ("Rosa", "Coach trip to the sea in spring", "trip", "named", 22),
]
