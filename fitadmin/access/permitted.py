"""The door of a resource's methods."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden, Unauthorized

from fitadmin.access.identity import identify


def permitted(act: Callable[..., Any]) -> Callable[..., Any]:
    """A method of a resource, for who has its permission: 401 for a stranger, 403 for others."""

    @wraps(act)
    def asked(self: Any, *args: Any, **kwargs: Any) -> Any:
        refuse_unless_permitted(self, act.__name__)
        return act(self, *args, **kwargs)

    asked._permission_name = act.__name__  # type: ignore[attr-defined]
    return asked


def refuse_unless_permitted(resource: Any, method: str) -> None:
    """401 or 403 where the caller may not use *method* of *resource*."""
    permission = f"can_{resource.get_method_permission(method)}"
    caller = identify()
    word = resource.class_permission_name
    if permission in resource.base_permissions and caller.may(permission, word):
        return
    if not caller.is_known:
        raise Unauthorized(_("Please sign in."))
    raise Forbidden(_("You may not do this."))
