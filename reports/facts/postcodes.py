"""What a United Kingdom postcode looks like; the archive does not say where one is."""

from __future__ import annotations

import re

_AREAS = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY
E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY
L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM
S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB
W WA WC WD WF WN WR WS WV YO ZE
"""
AREAS = frozenset(_AREAS.split())
"""The letters that a postcode begins with."""
# The form is that of British Standard BS 7666: the area, the district, then the sector and the
# unit, which has none of C, I, K, M, O and V. It does not say which postcodes are in use.
_FORM = re.compile(
    r"(?P<area>[A-Z]{1,2})[0-9][0-9A-Z]?(?:\s*[0-9](?:[ABD-HJLNP-UW-Z]{2})?)?",
    re.IGNORECASE | re.ASCII,
)


def is_postcode(typed: str) -> bool:
    """Whether text has the form of a whole postcode (BS1 5TR), its first part (BS1), or that with
    the first digit of the second (BS1 5); letters and blanks as people type them.
    """
    form = _FORM.fullmatch(typed.strip())
    return form is not None and form["area"].upper() in AREAS
