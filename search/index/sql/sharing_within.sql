-- The paragraphs of some inspections that share terms with a passage, with the numbers of the terms
-- they have, the best first. The function instead of the operator keeps PostgreSQL from asking the
-- index once a word: the rows are few already.
WITH term AS MATERIALIZED (
    SELECT passage, inspection, number, query::tsquery AS query, weight
    FROM unnest(
        %(passages)s::bigint[], %(inspections)s::bigint[], %(numbers)s::int[],
        %(queries)s::text[], %(weights)s::float[]
    ) AS term (passage, inspection, number, query, weight)
)
SELECT term.passage, term.inspection, paragraph.id, array_agg(term.number ORDER BY term.number)
FROM reports_paragraph AS paragraph
JOIN term
    ON term.inspection = paragraph.inspection_id
    AND ts_match_vq(paragraph.search_vector, term.query)
GROUP BY term.passage, term.inspection, paragraph.id
ORDER BY term.passage, term.inspection,
    sum(term.weight) / (1 - %(b)s + %(b)s * length(text) / %(average)s) DESC, paragraph.position
