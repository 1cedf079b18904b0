"""Numbers as people type them, with a comma or a point."""

import re
from decimal import Decimal

from fitadmin.rules import RuleError

COMMA_LANGUAGES = frozenset({
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr",
    "gl", "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "ky", "lt", "lv", "mk", "nb", "nl",
    "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
    "ast", "br", "eo", "fo", "fy", "lb",
})  # fmt: skip
"""Languages that write 82,5. Source: Unicode CLDR, numbers/symbols/decimal."""

POINT_LOCALES = frozenset({
    "de_CH", "de_LI", "it_CH", "es_419", "es_CU", "es_DO", "es_GT", "es_HN", "es_MX", "es_NI",
    "es_PA", "es_PE", "es_PR", "es_SV", "es_US",
})  # fmt: skip
"""Regions that write 82.5 although their language takes the comma. Source: Unicode CLDR."""

COMMA_LOCALES = frozenset({
    "en_AT", "en_BE", "en_CZ", "en_DE", "en_DK", "en_ES", "en_FI", "en_FR", "en_HU", "en_ID",
    "en_IT", "en_NL", "en_NO", "en_PL", "en_PT", "en_RO", "en_SE", "en_SI", "en_SK", "en_ZA",
})  # fmt: skip
"""Regions that write 82,5 although their language takes the point. Source: Unicode CLDR."""

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
_FORM = r"[+-]?(?:\d+|[1-9]\d{{0,2}}(?:{group}\d{{3}})+)(?:{decimal}\d*)?|[+-]?{decimal}\d+"
_POINT = re.compile(_FORM.format(group=",", decimal=r"\."))
_COMMA = re.compile(_FORM.format(group=r"\.", decimal=","))
_MACHINE = re.compile(r"[+-]?\d*\.\d+")


def uses_decimal_comma(locale: str) -> bool:
    """Return whether people of *locale* ("nl", "pt_BR", "de-CH") write 82,5 rather than 82.5.

    An unknown locale takes the point. Nothing is refused. Source: Unicode CLDR.

    >>> uses_decimal_comma("nl"), uses_decimal_comma("de-CH"), uses_decimal_comma("en")
    (True, False, False)
    """
    tag = locale.replace("-", "_")
    if tag in POINT_LOCALES:
        return False
    return tag in COMMA_LOCALES or tag.split("_")[0].lower() in COMMA_LANGUAGES


def parse_decimal(text: str, locale: str = "en") -> Decimal:
    """Return the number that *text* means to somebody of *locale*, in whatever unit they typed.

    In a comma locale 1.234 is a thousand and more, while 82.5 and 0.125 cannot be one and are
    taken as phones and files write them. Refused (not_a_number): anything else, also "82,5" in a
    point locale, which would otherwise become 825.

    Source: Unicode CLDR for the separators; the rest is a convention of ours.

    >>> parse_decimal("82,5", "nl"), parse_decimal("1.234,5", "de"), parse_decimal("82.5")
    (Decimal('82.5'), Decimal('1234.5'), Decimal('82.5'))
    """
    plain = _SPACES.sub("", text.strip().replace("−", "-"))
    if uses_decimal_comma(locale):
        if _COMMA.fullmatch(plain):
            return Decimal(plain.replace(".", "").replace(",", "."))
        if _MACHINE.fullmatch(plain):
            return Decimal(plain)
    elif _POINT.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    raise RuleError("not_a_number", f"“{text}” is not a number.", text=text)
