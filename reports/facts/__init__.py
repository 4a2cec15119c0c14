"""The facts of the field: vocabulary, frameworks, authorities, inspections. Plain Python."""
