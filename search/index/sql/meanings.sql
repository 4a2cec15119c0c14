-- What abbreviations stand for, in how many reports, by abbreviation, its commonest meaning first.
-- is_word: some report also has it in small letters, as a plain word. A report gives each meaning
-- once, by a constraint. Beside them all words of the archive as they are written, each with = before
-- it, which its lexeme begins with. With the condition on paragraphs, which all meet, the table is
-- read from end to end: after a change that takes half as long as its index, which has to look each
-- row up there.
SELECT
    (
        SELECT
            json_agg(
                json_build_array(short, long, reports, is_word) ORDER BY short, reports DESC, long
            )
        FROM (
            SELECT
                short, long, count(*) AS reports,
                bool_or(bool_or(is_word)) OVER (PARTITION BY short) AS is_word
            FROM reports_abbreviation GROUP BY short, long
        ) AS meaning
        WHERE reports >= %s
    ) AS meanings,
    (
        SELECT string_agg(lexeme, ' ') FROM reports_lexeme WHERE lexeme LIKE '=%%' AND paragraphs > 0
    ) AS words
