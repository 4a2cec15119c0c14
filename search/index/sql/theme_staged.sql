-- Where a making collects the themes of paragraphs, beside the older ones that serve meanwhile.
DROP TABLE IF EXISTS theme_staged;
CREATE TEMPORARY TABLE theme_staged (
    paragraph_id bigint, sum bigint, group_number int, vector bytea
)
