"""What it costs: scripts that measure the build and the pages, each beside something that does almost nothing."""
