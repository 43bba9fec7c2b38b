"""What becomes of a question that nobody answers: its time is out, or whoever was asked is gone."""

from __future__ import annotations

from commands.actions import asks, confirming, line, poll_offers, rescue, standin_search, swaps
from commands.rules.standins import STAND_IN

WITHOUT_ANSWER: dict[str, asks.WithoutAnswer] = {
    line.OFFER: line.offer_expired,
    confirming.CONFIRM: confirming.not_confirmed,
    STAND_IN: standin_search.not_answered,
    swaps.KIND: swaps.not_answered,
    rescue.RESCUE: rescue.not_answered,
    poll_offers.POLL: poll_offers.not_answered,
}
"""What happens when nobody has answered a question of this kind in time."""
