"""Who is who: from the names that reports use to one entity for each thing across all reports."""
