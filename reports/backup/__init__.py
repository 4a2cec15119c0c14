"""A whole archive in one file: written beside a running archive, checked, and restored elsewhere.

The file is a `.tar.gz` of rows and originals, and nothing in it is ever run. `manifest` says what
it holds; `rows` copies tables out and in; `migration_state` knows which tables an archive of an
earlier version has; `writing` makes the file, `reading` checks it, `restoring` brings it into an
empty database, and `verifying` compares an archive with its originals and with a rebuild.

Rows are copied by COPY, not by `pg_dump`: the tables are made by this project's own migrations, so
that a backup goes from the embedded server to any other and back, and to a later PostgreSQL, needs
no programs of the server and no superuser, can be counted before anything is written, and cannot
bring code into a database.
"""
