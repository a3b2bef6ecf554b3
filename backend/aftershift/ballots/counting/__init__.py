"""Counting votes exactly, from plain values: imports nothing of Django's and nothing of ours."""
