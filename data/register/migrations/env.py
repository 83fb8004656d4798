"""Alembic runs this to apply the steps, over the connection and in the transaction that ``migrate`` handed it."""

from alembic import context

from data.register.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
