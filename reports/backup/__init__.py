"""Backing up a whole archive into one file, restoring it, and verifying an archive.

The file is a `.tar.gz` of rows and originals; nothing in it is ever executed. `manifest` describes
its content; `rows` copies tables out and in; `migration_state` knows the tables of earlier
versions; `writing` makes the file while the archive runs, `reading` checks it, `restoring` restores
it into an empty database, and `verifying` checks the originals and all derived rows of an archive.

Rows are copied by COPY, not by `pg_dump`, and the tables are made by this project's migrations. So
a backup can be restored into any server and any later PostgreSQL, needs neither the server's
programs nor a superuser, is counted before anything is written, and cannot bring code into a
database.
"""
