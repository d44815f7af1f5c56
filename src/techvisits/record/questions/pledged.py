"""How the promises of the meetings stand, by whoever made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from techvisits.record.filters import Filters
from techvisits.record.following import Asked, select
from techvisits.record.promises import Promise
from techvisits.record.questions.held import group
from techvisits.record.record import Record


@dataclass(frozen=True)
class Pledged:
    """How many promises of one organization stand at each step, and how many have had no news for half a year."""

    organization_id: str
    states: Mapping[str, int]
    silent: int

    @property
    def promises(self) -> int:
        """All of them."""
        return sum(self.states.values())


def find_pledged(filters: Filters, record: Record) -> tuple[Pledged, ...]:
    """Whoever promised something at the meetings that were held, the most promises first."""
    promises = [promise for promise in select(Asked(filters), record) if promise.meeting.is_held]
    found = [_build(by, made) for by, made in group(promises, lambda promise: promise.by.organization_id).items()]
    return tuple(sorted(found, key=lambda each: (-each.promises, each.organization_id)))


def _build(organization_id: str, promises: list[Promise]) -> Pledged:
    states = Counter(promise.state for promise in promises)
    return Pledged(organization_id, states, sum(promise.is_silent for promise in promises))
