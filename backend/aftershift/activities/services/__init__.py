"""Every write of activities, by verb. `places` holds the one function that decides who holds a place."""
