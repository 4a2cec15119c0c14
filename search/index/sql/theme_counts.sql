-- How often each of some stems, which are numbered from 0, occurs in the paragraphs with the keys
-- after one, in the order of the keys: four bytes for the turn of the paragraph, four for the number
-- of the stem, four for the count, in any order. Beside them the keys and what their texts add up to (CRC-32).
WITH chosen AS MATERIALIZED (
    SELECT id, search_vector, crc32(convert_to(text, 'UTF8')) AS sum
    FROM reports_paragraph WHERE id > %(after)s AND crc32(int8send(id)) %% %(every)s = 0
    ORDER BY id LIMIT %(limit)s
), paragraph AS (
    SELECT row_number() OVER (ORDER BY id) - 1 AS turn, id, search_vector, sum FROM chosen
), stem AS MATERIALIZED (
    SELECT lexeme, number - 1 AS number
    FROM unnest(%(stems)s::text[]) WITH ORDINALITY AS stem (lexeme, number)
), counted AS (
    SELECT string_agg(
        int4send(turn::int) || int4send(number::int) || int4send(cardinality(positions)), ''
    ) AS counts
    FROM paragraph, unnest(search_vector) AS word JOIN stem USING (lexeme)
)
SELECT
    coalesce((SELECT counts FROM counted), ''),
    coalesce((SELECT string_agg(int8send(id) || int8send(sum), '' ORDER BY id) FROM paragraph), '')
