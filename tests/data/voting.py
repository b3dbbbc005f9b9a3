"""Claims on votes among the others."""

from __future__ import annotations

import re

from alliance_tui.model.records import Claim


def is_on_votes(claim: Claim) -> bool:
    """Whether *claim* sums up votes of its country."""
    return re.fullmatch(rf"{claim.country.lower()}-un-votes(-\d)?", claim.id) is not None
