"""Papers with rounds, such as the gespreksverslag and the arrangement: written by staff, laid before the resident, and answered by them."""
