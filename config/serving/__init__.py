"""The archive's processes: a supervisor, and one serving process at a time.

`config.run` is the supervisor. It starts `python -m config.serving`, which prepares and serves the
archive. `make reload` starts a second one, which replaces the first when it is ready.
"""
