"""Languages for tests that nobody speaks: every message in [brackets], left to right or not.

What stands on a page of theirs without brackets has not gone through gettext. They are made
here, without a catalogue, and only where TESTING is on.
"""

from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask_babel import Domain, get_locale


class Brackets(NullTranslations):
    """Every message as it is, in brackets."""

    def gettext(self, message: str) -> str:
        return f"[{message}]"

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        return f"[{singular if num == 1 else plural}]"

    def ugettext(self, message: str) -> str:
        return self.gettext(message)

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        return self.ngettext(singular, plural, num)


class PseudoLocale(Locale):
    """English in its dates and numbers, under a name of its own."""

    def __init__(self, language: str, territory: str, direction: str) -> None:
        super().__init__("en")
        self.language, self.territory, self._direction = language, territory, direction

    @property
    def text_direction(self) -> str:
        return self._direction


PSEUDO = {
    "en_XA": PseudoLocale("en", "XA", "ltr"),
    "ar_XB": PseudoLocale("ar", "XB", "rtl"),
}
BRACKETS = Brackets()


class PseudoDomain(Domain):  # type: ignore[misc]
    """The messages of every language, and of these."""

    def get_translations(self) -> Any:
        is_pseudo = isinstance(get_locale(), PseudoLocale)
        return BRACKETS if is_pseudo else super().get_translations()
