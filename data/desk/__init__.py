"""The register as one person may read it and write to it: every read and every write asks for leave first."""
