"""More than one machine: every process in a network namespace of its own, on one PostgreSQL."""
