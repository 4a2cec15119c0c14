"""Logging in: who may try how often, which browsers are known, and how many passwords are checked
at a time.

Failures are counted over an hour for a network, over ten minutes for a name. Both limits stop
strangers only: a browser in which somebody has logged in under a name may go on trying that name,
and is counted alone. So an attacker can neither guess from many addresses, nor keep an
administrator out (OWASP, "Slow down online guessing attacks with device cookies").
"""
