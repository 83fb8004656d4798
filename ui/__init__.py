"""What every page shares: the shell, the frame, charts, tables, maps, wording, theme."""
