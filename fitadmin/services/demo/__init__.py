"""A gym full of people who do not exist: for trying out, for showing, for load tests."""

from fitadmin.services.demo.gym import fill, refuse_filled
from fitadmin.services.demo.wish import Refused, Step, Wish

__all__ = ["Refused", "Step", "Wish", "fill", "refuse_filled"]
