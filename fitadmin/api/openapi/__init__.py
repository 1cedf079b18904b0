"""OpenAPI that is true: what is described is taken from what answers, never written down twice.

`describe` adds a generated resource, `finish` sees to what all operations share.
"""

from fitadmin.api.openapi.document import begin, finish
from fitadmin.api.openapi.operations import describe

__all__ = ["begin", "describe", "finish"]
