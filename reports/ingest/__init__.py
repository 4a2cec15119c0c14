"""From the bytes of a report to a `ParsedReport`: pure Python that knows no Django."""
