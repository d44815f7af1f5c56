"""The pages of things, and their sections: meetings, trips, people, organizations, places."""
