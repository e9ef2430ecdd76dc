"""Witnesses: which sources are independent of one another, so that agreement counts.

Editions of one source are one witness, however many claims they make; so is a source
with those that it is derived from, at any remove, and so are two that both draw on a
third, heard or not. Source: docs/design.md, section 1.5, rule 5.
"""

from __future__ import annotations

from collections.abc import Iterable

from recog.domain.claims import Claim
from recog.domain.entities import Release


class Lineage:
    """Who draws on whom, by the releases that are known."""

    def __init__(self, releases: Iterable[Release]) -> None:
        self._releases = {release.id: release for release in releases}
        self._roots: dict[str, frozenset[str]] = {}

    def source(self, release: str) -> str:
        """Return the source of a release; one that is not known stands for itself."""
        known = self._releases.get(release)
        return known.source if known else release

    def roots(self, release: str) -> frozenset[str]:
        """Return the sources that a release rests on: its own, and all it draws on."""
        if release not in self._roots:
            seen = {release}
            open_ends = [release]
            while open_ends:
                known = self._releases.get(open_ends.pop())
                new = set(known.derived_from if known else ()) - seen
                seen |= new
                open_ends.extend(new)
            self._roots[release] = frozenset(map(self.source, seen))
        return self._roots[release]

    def draws_on(self, one: str, other: str) -> bool:
        """Tell whether a release draws on another, of another source."""
        source = self.source(other)
        return source != self.source(one) and source in self.roots(one)

    def witnesses(self, claims: Iterable[Claim]) -> frozenset[str]:
        """Return releases among the claims that are independent of one another.

        As many as there are witnesses: of each group that hangs together, those that
        rest on the fewest sources come first.
        """
        releases = {claim.release for claim in claims}
        counted: set[str] = set()
        heard: set[str] = set()
        for release in sorted(releases, key=lambda each: (len(self.roots(each)), each)):
            if heard.isdisjoint(self.roots(release)):
                counted.add(release)
                heard |= self.roots(release)
        return frozenset(counted)

    def sources(self, claims: Iterable[Claim]) -> frozenset[str]:
        """Return the sources among the claims, independent or not."""
        return frozenset(self.source(claim.release) for claim in claims)
