"""Who runs the loket sees how it does, without reading what people said."""
