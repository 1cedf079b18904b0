"""People: taking clients on and in, and letting them go."""

from fitadmin.services.people.coaching import end_coaching, take_on_client
from fitadmin.services.people.intake import import_clients, key_of

__all__ = ["end_coaching", "import_clients", "key_of", "take_on_client"]
