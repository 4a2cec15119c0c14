#!/bin/sh
# Run once by the image of PostgreSQL, when it has made its empty data folder: makes the archive's role, which owns the
# archive's database and has no power over the server, and takes the superuser's password away, so that the superuser
# can be reached from within this container alone (docker compose exec database psql -U postgres).
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username postgres --dbname postgres --set password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE archive LOGIN PASSWORD :'password';
CREATE DATABASE archive OWNER archive;
ALTER ROLE postgres PASSWORD NULL;
SQL
