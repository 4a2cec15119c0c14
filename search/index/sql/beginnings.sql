-- In how many paragraphs the words with a beginning occur, at most, and the stems of those words
-- unless they are more than forty.
UNION ALL
SELECT beginning, (
    SELECT coalesce(sum(paragraphs), 0) FROM reports_lexeme
    WHERE lexeme LIKE replace(beginning, '*', '%%')
), (
    SELECT CASE WHEN count(DISTINCT written) <= 40 THEN array_agg(DISTINCT each.lexeme) END
    FROM (
        SELECT substr(lexeme, 2) AS written FROM reports_lexeme
        WHERE lexeme LIKE replace(beginning, '*', '%%') LIMIT 41
    ) AS word, unnest(archive_vector(written)) AS each
    WHERE NOT starts_with(each.lexeme, '=')
)
FROM unnest(%(beginnings)s::text[]) AS beginning
