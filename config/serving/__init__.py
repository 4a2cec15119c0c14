"""The archive's processes: a supervisor that stays, and one process at a time that serves.

`config.run` is the supervisor. It starts `python -m config.serving`, which prepares and serves, and on
`make reload` a second one, which takes the place of the first when it is ready.
"""
