"""The lists of all leaders, hosts, companies, places and trips that filters let through."""
