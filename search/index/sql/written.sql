-- The words of the archive that are written as one of the candidates, or begin as one of the words,
-- have about its length, and are alike in enough trigrams (PostgreSQL manual, F.35 pg_trgm), each
-- with how many paragraphs have it.
SELECT substr(lexeme, 2), paragraphs FROM reports_lexeme WHERE lexeme = ANY(%(candidates)s)
UNION
SELECT substr(lexeme, 2), paragraphs
FROM (
    -- By itself, so that trigrams are compared of few: they take most of the time.
    SELECT lexeme, paragraphs, word
    FROM unnest(%(words)s::text[]) AS word
    JOIN reports_lexeme ON left(lexeme, 2) = '=' || left(word, 1)
        AND abs(length(lexeme) - 1 - length(word)) <= %(most_steps)s
    OFFSET 0
) AS near
WHERE similarity(lexeme, word) >= %(alike)s
