-- The words of the archive that are written as one of the candidates, or alike in enough trigrams to
-- one of the words (PostgreSQL manual, F.35 pg_trgm), each with how many paragraphs have it.
SELECT substr(lexeme, 2), paragraphs FROM reports_lexeme WHERE lexeme = ANY(%(candidates)s)
UNION
SELECT substr(lexeme, 2), paragraphs
FROM unnest(%(words)s::text[]) AS word
JOIN reports_lexeme
    ON lexeme %% word AND lexeme LIKE '=%%' AND similarity(lexeme, word) >= %(alike)s
