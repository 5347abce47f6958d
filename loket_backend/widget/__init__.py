"""The chat for residents: the page at `/`, and the script that any other page may load."""
