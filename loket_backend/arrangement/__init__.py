"""What was agreed after the keukentafelgesprek: lines of informal and formal help, over the domains."""
