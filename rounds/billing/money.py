"""Amounts in words: integer minor units ("cents") of a currency, as the reader's language writes them."""

from decimal import Decimal

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import pgettext

# Digits behind the point, where they are not two. Source: ISO 4217, list one.
_NONE = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split())  # noqa: SIM905
_THREE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
# Only signs that one currency has; the others are named by their code.
_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "ILS": "₪",
    "VND": "₫",
    "NGN": "₦",
    "PHP": "₱",
    "UAH": "₴",
    "TRY": "₺",
    "CAD": "CA$",
    "AUD": "A$",
    "NZD": "NZ$",
    "BRL": "R$",
}
_MINUS = "\N{MINUS SIGN}"


def money(cents: int, currency: str | None = None) -> str:
    """125000 is "$1,250.00" to a reader of English. Without a currency: the house's."""
    code = currency or settings.CURRENCY
    return _written(cents, code, digits(code))


def price(cents: int, currency: str | None = None) -> str:
    """400000 is "$4,000", 75 is "$0.75": what something costs, before there is an invoice of it."""
    code = currency or settings.CURRENCY
    return _written(cents, code, digits(code) if cents % 10 ** digits(code) else 0)


def _written(cents: int, code: str, places: int) -> str:
    amount = number_format(units(abs(cents), code), places, use_l10n=True, force_grouping=True)
    sign = _SIGNS.get(code) or f"{code}\N{NO-BREAK SPACE}"
    # Translators: where the sign of a currency stands: "$5.00" or "5,00 €". It may be a code: "CHF 5.00".
    written = pgettext("money", "%(sign)s%(amount)s") % {"sign": sign, "amount": amount}
    return f"{_MINUS if cents < 0 else ''}{written}"


def units(cents: int, currency: str | None = None) -> Decimal:
    """125000 cents are Decimal("1250.00") dollars, exactly."""
    return Decimal(cents).scaleb(-digits(currency or settings.CURRENCY))


def cents(units: Decimal, currency: str | None = None) -> int:
    """Decimal("1250") dollars are 125000 cents. Raises ValueError for a fraction of a cent."""
    exact = units.scaleb(digits(currency or settings.CURRENCY))
    if exact != exact.to_integral_value():
        raise ValueError(units)
    return int(exact)


def digits(currency: str) -> int:
    if currency in _NONE:
        return 0
    return 3 if currency in _THREE else 2
