"""Returns before anything is kept: the form they ask, the checks they pass, and the spreadsheets they travel in."""
