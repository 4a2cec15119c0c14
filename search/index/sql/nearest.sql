-- For each word that has any the nearest written word of the archive: alike in so many trigrams
-- (PostgreSQL manual, F.35 pg_trgm), of these the one with the fewest letters changed.
SELECT DISTINCT ON (word) word, substr(lexeme, 2)
FROM unnest(%(words)s::text[]) AS word
JOIN reports_lexeme
    ON lexeme %% word AND lexeme LIKE '=%%' AND similarity(lexeme, word) >= %(alike)s
ORDER BY word, levenshtein(substr(lexeme, 2), word), paragraphs DESC, lexeme
