-- Caches and ETags go by the version. A replica that is promoted may lack the last changes of the
-- primary that it follows: the versions it counts from then on must not be those of the lost changes.
-- So each version is at least the time at which it was made, in milliseconds since 1970.
CREATE OR REPLACE FUNCTION archive_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moment timestamptz := clock_timestamp();
    earliest bigint := (extract(epoch FROM moment) * 1000)::bigint;
BEGIN
    INSERT INTO reports_archiveversion AS known (id, number) VALUES (1, earliest)
    ON CONFLICT (id) DO UPDATE SET number = greatest(known.number + 1, earliest), changed_at = moment;
    RETURN NULL;
END $$;
