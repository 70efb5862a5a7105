"""Office: formats that LibreOffice turns into ones we read."""
