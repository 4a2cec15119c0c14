-- Run in single-user mode in the database postgres. Every statement may be repeated.
-- Archives made before November 2026 have one role: the superuser, by the name of the archive's role. It takes its
-- own name, and an ordinary role takes the old one. One block is one transaction: all of it happens, or nothing.
DO $$
DECLARE
    database name;
BEGIN
    IF (SELECT rolname FROM pg_authid WHERE oid = 10) = '{role}' THEN
        -- A session cannot rename its own role, so another one does.
        CREATE ROLE archive_renames SUPERUSER;
        SET SESSION AUTHORIZATION archive_renames;
        ALTER ROLE "{role}" RENAME TO "{superuser}";
        SET SESSION AUTHORIZATION "{superuser}";
        DROP ROLE archive_renames;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
        CREATE ROLE "{role}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
    END IF;
    FOR database IN
        SELECT datname FROM pg_database
        WHERE datdba = 10 AND datname NOT IN ('postgres', 'template0', 'template1')
    LOOP
        EXECUTE format('ALTER DATABASE %I OWNER TO "{role}"', database);
    END LOOP;
END
$$;

