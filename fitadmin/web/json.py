"""JSON for programs: times as ISO 8601, decimals as text; strict when reading."""

from decimal import Decimal
from typing import Any

import orjson
from flask import Response
from flask.json.provider import DefaultJSONProvider
from flask_babel.speaklater import LazyString


class Json(DefaultJSONProvider):
    """orjson, as Flask's provider."""

    mimetype = "application/json"

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        if kwargs:
            return super().dumps(obj, **kwargs)
        return self.dump_bytes(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return orjson.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        body = self.dump_bytes(self._prepare_response_obj(args, kwargs))
        return Response(body, mimetype=self.mimetype)

    def dump_bytes(self, obj: Any) -> bytes:
        """The JSON of *obj*."""
        return orjson.dumps(obj, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def _plain(value: Any) -> Any:
    if isinstance(value, LazyString):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return DefaultJSONProvider.default(value)
