"""Did it help? What residents answer six weeks after the start, and at each review."""
