"""The time finder: from rotas to the times most people could come. Pure Python and numpy; imports nothing of ours.

Read in this order: `cycles` (rota tokens to shifts in local wall time), `zones` (wall time to instants), `kinds`,
`rest` (what keeps a person from coming), `exact` (to the minute), `gaps` (what is left, on quarter hours),
`counts` and `ranking` (which starts reach most people).
"""
