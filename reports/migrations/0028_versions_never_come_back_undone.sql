-- The function of migration 0026.
CREATE OR REPLACE FUNCTION archive_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_archiveversion AS known (id, number) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET number = known.number + 1, changed_at = now();
    RETURN NULL;
END $$;
