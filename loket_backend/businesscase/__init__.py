"""What arrangements cost and what they save, by law and by party: for whoever has to pay for it next year."""
