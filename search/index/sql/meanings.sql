-- What abbreviations stand for, in how many reports; is_word: some report also has it in small
-- letters, as a plain word. A report gives each meaning once, by a constraint.
SELECT short, long, reports, is_word
FROM (
    SELECT
        short, long, count(*) AS reports,
        bool_or(bool_or(is_word)) OVER (PARTITION BY short) AS is_word
    FROM reports_abbreviation GROUP BY short, long
) AS meaning
WHERE reports >= %s
ORDER BY reports DESC, short, long
