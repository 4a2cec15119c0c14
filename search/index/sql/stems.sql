-- In how many paragraphs stems occur, and whether each carries meaning: is no English stop word
-- (PostgreSQL manual 12.6.1), such as "the", "they" or "not". The index itself has no stop words.
SELECT lexeme, paragraphs, to_tsvector('pg_catalog.english', lexeme) <> ''::tsvector
FROM reports_lexeme WHERE lexeme = ANY (%s)
