"""The roles of those who use the page."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["reader", "keeper"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most: a keeper may do what a reader may, and ingest and remove reports."""
