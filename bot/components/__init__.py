"""Our own components in the Rasa pipeline (config.yml)."""
