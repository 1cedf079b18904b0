"""Languages: which one an answer is in, what pages are told of it, and how one is chosen."""

from functools import cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask import Flask, Request
from flask_appbuilder import AppBuilder
from flask_appbuilder.babel.views import LocaleView as AppBuilderLocaleView
from flask_babel import get_babel, get_locale, get_translations
from wtforms.i18n import messages_path  # type: ignore[import-untyped]

from fitadmin.access import choose_language, languages
from fitadmin.views.accounts import LocaleView
from fitadmin.web.pseudo import BRACKETS, PSEUDO, PseudoDomain, PseudoLocale


class Builder(AppBuilder):  # type: ignore[misc]
    """Flask-AppBuilder's, whose languages are chosen by a form: its link changes by GET."""

    def add_view_no_menu(self, baseview: Any, *args: Any, **kwargs: Any) -> Any:
        """Ours in the place of Flask-AppBuilder's."""
        if isinstance(baseview, AppBuilderLocaleView):
            baseview = self.bm.locale_view = LocaleView()
        return super().add_view_no_menu(baseview, *args, **kwargs)


class SpokenRequest(Request):
    """A request that Flask-WTF asks for the words of forms; it would read their file each time."""

    @property
    def wtforms_translations(self) -> NullTranslations:
        """What WTForms itself says, in the language of the reader."""
        return _words_of_forms(get_locale())


@cache
def _words_of_forms(locale: Any) -> NullTranslations:
    if isinstance(locale, PseudoLocale):
        return BRACKETS
    words = Translations.load(messages_path(), [str(locale)], domain="wtforms")
    words.add_fallback(get_translations())  # views/base/borrowed.py
    return words


def speak(app: Flask) -> None:
    """Let *app* answer each reader in their language, once Flask-AppBuilder stands on it.

    Templates find `language()`, `direction()` and `languages()` as globals, for context
    processors do not reach widgets.
    """
    app.request_class = SpokenRequest
    babel = get_babel(app)
    babel.locale_selector = choose_language
    if app.config["TESTING"]:
        babel.locale_selector = _choose_for_tests
        babel.instance.domain_instance = PseudoDomain(domain=babel.default_domain)
    app.jinja_env.globals |= {
        "language": language,
        "direction": direction,
        "languages": languages,
    }


def language() -> str:
    """The language of this answer, as `<html lang>` names it: de, pt-BR."""
    return str(get_locale()).replace("_", "-")


def direction() -> str:
    """Which way it runs, as `<html dir>` names it: ltr or rtl."""
    return str(get_locale().text_direction)


def _choose_for_tests() -> Any:
    chosen = choose_language()
    return PSEUDO.get(chosen, chosen)
