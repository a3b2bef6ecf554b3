#!/usr/bin/env bash
# Web and worker on one port. If either dies both stop; Ctrl-C and SIGTERM leave nothing behind.
set -euo pipefail
PORT=${PORT:-8000}
PYTHON=${PYTHON:-.venv/bin/python}
export PYTHONPATH=backend
# Checks the settings and the database first. The demonstration has done it: each start of Python is seconds on a small machine.
[ -n "${MIGRATED:-}" ] || $PYTHON backend/manage.py migrate -v0
trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT
trap 'exit 0' INT TERM
$PYTHON backend/manage.py worker &
$PYTHON -m gunicorn --no-control-socket --preload --workers "${WEB_WORKERS:-2}" --threads 4 --keep-alive 75 --bind "${BIND:-0.0.0.0}:$PORT" --log-level warning aftershift.config.wsgi &
wait -n
