# One image for web and worker. Build: docker compose build.  The web client is built in the first stage.
FROM node:20-bookworm-slim AS client
WORKDIR /app/mobile
ENV CI=1 EXPO_OFFLINE=1 EXPO_NO_TELEMETRY=1
COPY mobile/package.json mobile/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY mobile ./
COPY openapi.yaml ../openapi.yaml
RUN npm run export:web

FROM python:3.11-slim-bookworm
WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHON=python PYTHONPATH=backend VAR_DIR=/data
COPY requirements/prod.lock requirements/prod.lock
RUN pip install --no-cache-dir --require-hashes -r requirements/prod.lock
COPY backend backend
# The user below may not write here: without this every start would compile every file.
RUN python -m compileall -q backend
COPY scripts scripts
COPY --from=client /app/mobile/dist mobile/dist
RUN python -m whitenoise.compress -q mobile/dist && useradd --system aftershift && mkdir /data && chown aftershift /data
USER aftershift
VOLUME /data
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz')"]
CMD ["bash", "scripts/serve.sh"]
