"""Plain HTTP beside the dashboard: data, base map and health on the same port."""
