"""From the submitted intake to the kitchen table and back: appointments and the gespreksverslag, with the resident in the chat."""
