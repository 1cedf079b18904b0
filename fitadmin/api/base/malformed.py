"""The refusal of what cannot be understood."""

from werkzeug.exceptions import BadRequest


class Malformed(BadRequest):
    """A request that cannot be understood; says so without the number of its status."""

    def __str__(self) -> str:
        return str(self.description)
