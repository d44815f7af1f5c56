"""What the tables mean: meetings, visits, trips, and what filters let through."""
