-- Run in single-user mode in one database: the archive's role becomes the owner of what is in it. May be repeated.
-- REASSIGN OWNED cannot do this: it refuses the superuser of initdb, whom the system's own objects belong to.
-- The first role has the number 10, the first object that is not the system's 16384 (PostgreSQL: transam.h).
-- What belongs to an extension stays the superuser's, as where an ordinary role makes a trusted extension.
DO $$
DECLARE
    statement text;
BEGIN
    FOR statement IN
        WITH inner_part AS (
            SELECT classid, objid FROM pg_depend
            WHERE deptype = 'e'
                OR (classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i'))
        ), object (classid, objid, kind, name, owner) AS (
            SELECT 'pg_namespace'::regclass, oid, 'SCHEMA', quote_ident(nspname), nspowner FROM pg_namespace
            UNION ALL
            SELECT 'pg_class'::regclass, oid,
                CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                    WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END,
                oid::regclass::text, relowner
            FROM pg_class WHERE relkind IN ('r', 'p', 'S', 'v', 'm', 'c')
            UNION ALL
            SELECT 'pg_proc'::regclass, oid, 'ROUTINE', oid::regprocedure::text, proowner FROM pg_proc
            UNION ALL
            SELECT 'pg_type'::regclass, oid, 'TYPE', oid::regtype::text, typowner FROM pg_type
            WHERE typtype IN ('d', 'e') OR (typtype = 'r')
            UNION ALL
            SELECT 'pg_ts_config'::regclass, oid, 'TEXT SEARCH CONFIGURATION', oid::regconfig::text, cfgowner
            FROM pg_ts_config
            UNION ALL
            SELECT 'pg_ts_dict'::regclass, oid, 'TEXT SEARCH DICTIONARY', oid::regdictionary::text, dictowner
            FROM pg_ts_dict
            UNION ALL
            SELECT 'pg_statistic_ext'::regclass, oid, 'STATISTICS',
                format('%I.%I', stxnamespace::regnamespace, stxname), stxowner
            FROM pg_statistic_ext
            UNION ALL
            SELECT 'pg_largeobject_metadata'::regclass, oid, 'LARGE OBJECT', oid::text, lomowner
            FROM pg_largeobject_metadata
        )
        SELECT format('ALTER %s %s OWNER TO "{role}"', kind, name)
        FROM object
        WHERE owner = 10 AND objid >= 16384
            AND NOT EXISTS (
                SELECT FROM inner_part WHERE inner_part.classid = object.classid AND inner_part.objid = object.objid
            )
    LOOP
        EXECUTE statement;
    END LOOP;
END
$$;

