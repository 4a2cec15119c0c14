"""The drill: everything that may happen to an archive, done to a real one in a temporary folder (`make drill`).

`plan` runs the drills one after another; each is a module that yields a row for each thing it did. `homes` makes
archives and runs them as `make run` does; `visits` and `sql` ask them; `page` writes `docs/reliability.md`. The
drills use commands, pages and tables alone, and import nothing of the archive but its settings of the environment.
"""
