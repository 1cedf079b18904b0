"""What every form about accounts asks of a name and an address."""

from flask_babel import lazy_gettext as _
from wtforms.validators import Regexp  # type: ignore[import-untyped]

is_address = Regexp(r"[^@\s]+@[^@\s]+$", message=_("This is no e-mail address."))
is_user_name = Regexp(r"\S+$", message=_("A user name has no blanks."))
