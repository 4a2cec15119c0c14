"""Previews at the desk: what a change would do, before it is made."""
