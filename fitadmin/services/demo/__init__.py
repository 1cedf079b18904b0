"""A gym full of people who do not exist: for trying out, for showing, for load tests."""

from fitadmin.services.demo.gym import fill, today_in
from fitadmin.services.demo.wish import Refused, Step, Wish

__all__ = ["Refused", "Step", "Wish", "fill", "today_in"]
