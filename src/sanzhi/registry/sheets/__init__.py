"""Libraries as spreadsheets: the template, reading, checking, writing what was read, and taking it back."""
