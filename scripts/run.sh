#!/usr/bin/env bash
# The demonstration: its data, its key, then web and worker on one port.
set -euo pipefail
export PORT=${PORT:-8000} DEMONSTRATION=1 PYTHONPATH=backend
export VAR_DIR=${VAR_DIR:-$PWD/var}
export PUBLIC_URL=${PUBLIC_URL:-http://localhost:$PORT}
mkdir -p "$VAR_DIR"
# A key of the demonstration's own, kept so that a restart keeps its sign-ins.
[ -s "$VAR_DIR/secret_key" ] || (umask 077; .venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))' > "$VAR_DIR/secret_key")
SECRET_KEY=${SECRET_KEY:-$(cat "$VAR_DIR/secret_key")}
export SECRET_KEY
.venv/bin/python backend/manage.py prepare_demo --address "$PUBLIC_URL" --write "${DEMO_FILE:-.demo.json}"
[ -z "${ONLY_PREPARE:-}" ] || exit 0
export MIGRATED=1
exec bash scripts/serve.sh
