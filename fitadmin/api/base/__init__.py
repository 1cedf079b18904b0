"""What every JSON resource shares: one path for all of them, from question to answer."""

from fitadmin.api.base.malformed import Malformed
from fitadmin.api.base.resource import DomainApi, VerbApi

__all__ = ["DomainApi", "Malformed", "VerbApi"]
