-- In how many paragraphs lexemes occur.
SELECT lexeme, paragraphs, NULL::text[] AS stems FROM reports_lexeme WHERE lexeme = ANY (%(lexemes)s)
