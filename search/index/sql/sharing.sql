-- The paragraphs of some roles, of other authorities, that share terms: the best of each report in
-- each part, with the numbers of the terms it has. The part is that of the role, or the grade.
WITH term AS MATERIALIZED (
    SELECT number, query::tsquery AS query, weight
    FROM unnest(%(queries)s::text[], %(weights)s::float[])
        WITH ORDINALITY AS term (query, weight, number)
), role AS MATERIALIZED (
    SELECT role, part FROM unnest(%(roles)s::text[], %(parts)s::text[]) AS role (role, part)
), candidate AS MATERIALIZED (
    SELECT paragraph_id AS id FROM reports_entry WHERE words @@ %(candidates)s::tsquery
), narrowed AS MATERIALIZED (
    SELECT
        id, inspection_id, search_vector,
        1 - %(b)s + %(b)s * length(text) / %(average)s AS length,
        CASE WHEN part = '' THEN grade ELSE part END AS part
    FROM candidate JOIN reports_paragraph USING (id) JOIN role USING (role)
    WHERE authority_id <> ALL (%(left_out)s)
), scored AS (
    SELECT part, id, inspection_id, sum(weight) / length AS score, array_agg(number ORDER BY number) AS numbers
    FROM narrowed JOIN term ON ts_match_vq(search_vector, query)
    GROUP BY part, id, inspection_id, length
), best AS (
    SELECT DISTINCT ON (part, inspection_id) *
    FROM scored ORDER BY part, inspection_id, score DESC, id
), ordered AS (
    SELECT *, row_number() OVER (PARTITION BY part ORDER BY score DESC, id) AS turn FROM best
)
SELECT part, id, numbers FROM ordered WHERE turn <= %(most)s ORDER BY part, score DESC, id
