"""Many rows at once, by Core statements: for imports and the demo.

The guard and the events of the session do not run here: who calls this has checked what the rows
refer to. Ids come from the database, so that its sequences stay right.
"""

from fitadmin.models.bulk.parts import (
    Snapshot,
    links_of,
    model_named,
    referred_to,
    replace_parts,
    snapshots,
)
from fitadmin.models.bulk.rows import CHUNK, delete_rows, insert_rows, update_rows

__all__ = [
    "CHUNK",
    "Snapshot",
    "delete_rows",
    "insert_rows",
    "links_of",
    "model_named",
    "referred_to",
    "replace_parts",
    "snapshots",
    "update_rows",
]
