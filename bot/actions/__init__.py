"""The custom actions: they validate answers and write the intake to the loket."""
