"""The PostgreSQL that the tests start: the one that measurements are made on."""

from benchmarks.postgresql_server import Server, folder_of_binaries

__all__ = ["Server", "folder_of_binaries"]
