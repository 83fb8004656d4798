"""The register on both its databases, as the tests of the register have it."""

from tests.data.register.conftest import address, new_address, register, server

__all__ = ["address", "new_address", "register", "server"]
