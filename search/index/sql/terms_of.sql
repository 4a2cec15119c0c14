-- The numbers of the terms that each of some paragraphs has. The function instead of the operator
-- keeps PostgreSQL from asking the index once a term.
WITH term AS MATERIALIZED (
    SELECT query::tsquery AS query, number
    FROM unnest(%(queries)s::text[]) WITH ORDINALITY AS term (query, number)
)
SELECT id, array_agg(term.number ORDER BY term.number)
FROM reports_paragraph JOIN term ON ts_match_vq(search_vector, query)
WHERE id = ANY (%(paragraphs)s) GROUP BY id
