"""Logging in: limits on failed attempts, known browsers, and limits on hashing passwords.

Failures are counted per network over an hour, and per user name over ten minutes. Both limits apply
to unknown browsers only. A browser in which a user has logged in before is known for that name: its
failures are counted separately. So an attacker cannot guess from many addresses, nor lock out an
administrator (OWASP, "Slow down online guessing attacks with device cookies").
"""
