"""Where Alembic starts: the connection, with its open transaction, is handed over by ``migrate``."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
