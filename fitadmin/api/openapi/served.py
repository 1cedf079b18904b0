"""What of the contract is served today; the description speaks of nothing else."""

FEATURES = (
    "after",  # keyset paging: the parameter, and `next` in the answer
    "count",  # how exactly rows are counted
    "changed_since",  # what has changed, tombstones included
    "search",  # free text
    "etag",  # ETag, If-None-Match and 304, If-Match and 412
    "idempotency",  # Idempotency-Key
    "rate_limit",  # 429 with Retry-After
    "body_limit",  # 413 and 415
    "one_shape",  # `errors` in every error, also of Flask-AppBuilder's own
)
SERVED: frozenset[str] = frozenset()
"""Those of FEATURES that answer; what is missing here is neither described nor tested."""
