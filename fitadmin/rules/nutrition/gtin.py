"""Barcodes of trade items: kept as text, told by their check digit."""

from fitadmin.rules import RuleError

LENGTHS = (8, 12, 13, 14)


def check_digit(body: str) -> int:
    """Return the check digit, 0–9, for the digits before it, of whatever length.

    Refused: anything but the digits 0–9 (gtin_digits_only).

    Source: GS1 General Specifications, 7.9: weights 3 and 1 from the right, modulo 10.

    >>> check_digit("301762042200")
    3
    """
    if not (body.isascii() and body.isdecimal()):
        raise RuleError("gtin_digits_only", "A barcode number has digits only.", code=body)
    weighted = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body)))
    return -weighted % 10


def normalised_gtin(text: str) -> str:
    """Return the barcode number as it is stored: text of 8, 13 or 14 digits.

    A UPC-A is the EAN-13 with a 0 before it, so both find the same food; so is a GTIN-14 that
    begins with 0. Spaces and hyphens are dropped, leading zeros never. Refused: other signs
    (gtin_digits_only), other lengths (gtin_length), a wrong check digit (gtin_check_digit).

    Source: GS1 General Specifications, 2.1 and 7.9.

    >>> normalised_gtin("737628064502"), normalised_gtin("9638-5074")
    ('0737628064502', '96385074')
    """
    code = text.strip().replace(" ", "").replace("-", "")
    if not (code.isascii() and code.isdecimal()):
        raise RuleError("gtin_digits_only", "A barcode number has digits only.", code=text)
    if len(code) not in LENGTHS:
        raise RuleError("gtin_length", "A barcode number has 8, 12, 13 or 14 digits.", code=text)
    if check_digit(code[:-1]) != int(code[-1]):
        raise RuleError("gtin_check_digit", "The barcode's last digit does not fit.", code=text)
    if len(code) == 12:
        return "0" + code
    return code[1:] if len(code) == 14 and code[0] == "0" else code


def is_valid_gtin(text: str) -> bool:
    """Return whether *text* is a barcode number: EAN-8, UPC-A, EAN-13 or GTIN-14.

    Nothing is refused; normalised_gtin() says why one is not.

    Source: GS1 General Specifications, 7.9.

    >>> is_valid_gtin("3017620422003"), is_valid_gtin("3017620422004")
    (True, False)
    """
    try:
        normalised_gtin(text)
    except RuleError:
        return False
    return True
