"""What makes an activity come again: its rule, its dates, and who comes every time."""
