"""What residents offer each other: entered with their consent, matched by people, asked of both sides first."""
