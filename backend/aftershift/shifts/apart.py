"""By how many people the crowds before and after a change differ, whichever of them are added up and set against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

Links = dict[Hashable, dict[Hashable, int]]
OUTSIDE = "outside"


class Apart:
    """Crowds before and after, and who went from which to which.

    Any crowds added up, before, against any added up afterwards, differ by the people on the border between the two
    choices. So the fewest people that can be parted off is the smallest cut of this graph (Stoer and Wagner, 1997).
    """

    def __init__(self) -> None:
        self._links: Links = defaultdict(lambda: defaultdict(int))

    def stays(self, before: Hashable, after: Hashable) -> None:
        """Somebody who counts as they did; `OUTSIDE` for not counted."""
        self._link(before, after, 2)

    def changes(self, before: Hashable, after: Hashable) -> None:
        """Somebody who counts otherwise than before: on the border unless both crowds are on one side with the outside."""
        for a, b in ((before, after), (before, OUTSIDE), (after, OUTSIDE)):
            self._link(a, b, 1)

    def is_under(self, people: int) -> bool:
        """Whether one to `people` - 1 can be parted off."""
        limit = 2 * people
        return any(_has_cut_under(_grown(part, limit), limit) for part in _parts(self._links))

    def _link(self, a: Hashable, b: Hashable, weight: int) -> None:
        if a != b:
            self._links[a][b] += weight
            self._links[b][a] += weight


def _parts(links: Links) -> Iterable[Links]:
    """The connected parts: crowds that are the same before and after, with nobody in or out, are one with no cut."""
    left = set(links)
    while left:
        found, new = set(), [left.pop()]
        while new:
            node = new.pop()
            found.add(node)
            new += [other for other in links[node] if other in left]
            left -= set(links[node])
        yield {node: dict(links[node]) for node in found}


def _grown(links: Links, limit: int) -> Links:
    """Without the links that no small cut can go through: their ends are made one."""
    work = [(a, b) for a in links for b, weight in links[a].items() if weight >= limit]
    while work:
        a, b = work.pop()
        if a in links and b in links and a != b and links[a].get(b, 0) >= limit:
            _merge(links, a, b)
            work += [(a, other) for other, weight in links[a].items() if weight >= limit]
    return links


def _merge(links: Links, a: Hashable, b: Hashable) -> None:
    for other, weight in links.pop(b).items():
        links[other].pop(b, None)
        if other != a:
            links[a][other] = links[other][a] = links[a].get(other, 0) + weight


def _has_cut_under(links: Links, limit: int) -> bool:
    while len(links) > 1:
        last, before, cut = _last_two(links)
        if cut < limit:
            return True
        _merge(links, before, last)
    return False


def _last_two(links: Mapping[Hashable, Mapping[Hashable, int]]) -> tuple[Hashable, Hashable, int]:
    """The last two nodes when always the most tightly bound one is taken in, and how tightly the last was bound."""
    bound = dict.fromkeys(links, 0)
    order: list[Hashable] = []
    tight = 0
    while bound:
        node = max(bound, key=bound.__getitem__)
        tight = bound.pop(node)
        order.append(node)
        for other, weight in links[node].items():
            if other in bound:
                bound[other] += weight
    return order[-1], order[-2], tight
