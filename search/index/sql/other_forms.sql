-- The words of the archive that have the stem of a word, for each of some words, the commonest first.
-- `beginning` is what all of them begin with, after the sign of a word as it is written.
SELECT word, substr(lexeme, 2)
FROM unnest(%(words)s::text[], %(stems)s::text[], %(beginnings)s::text[])
    AS missing (word, stem, beginning)
JOIN reports_lexeme ON starts_with(lexeme, beginning)
WHERE EXISTS (
    SELECT FROM unnest(archive_vector(substr(reports_lexeme.lexeme, 2))) AS each
    WHERE each.lexeme = stem
)
ORDER BY word, paragraphs DESC, lexeme
