"""Since when corrections withhold that were made before the column was there.

Each is found by the change that kept its wordings out of the history: it was written by the same person for
the same reason within the same transaction. Two clock readings of one transaction lie far less than a
minute apart. In a migration of its own, since PostgreSQL alters no table with pending trigger events.
"""

from django.db import migrations

FILL = """
UPDATE reports_correction AS correction SET withheld_since = correction.at
FROM reports_change AS change
WHERE change.slug = correction.slug AND change.withheld AND change.what = 'corrected'
    AND change.by_id = correction.by_id AND change.reason = correction.reason
    AND abs(extract(epoch FROM change.at - correction.at)) < 60;

-- A later correction of the same thing withholds as the earlier one did.
UPDATE reports_correction AS correction SET withheld_since = earlier.since
FROM (
    SELECT slug, what, min(withheld_since) AS since FROM reports_correction
    WHERE withheld_since IS NOT NULL GROUP BY slug, what
) AS earlier
WHERE earlier.slug = correction.slug AND earlier.what = correction.what
    AND correction.withheld_since IS NULL AND correction.at > earlier.since;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0015_redacted_originals")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
