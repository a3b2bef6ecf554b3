// A browser that still has its security, and a real server with a demonstration of its own.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';

export const ROOT = resolve(import.meta.dirname, '../..');
const PYTHON = join(ROOT, '.venv/bin/python');

// With these a browser test would prove nothing about CSRF, isolation or cookies.
const UNSAFE =
  /^--(disable-web-security|allow-running-insecure-content|single-process|no-zygote|disable-site-isolation-trials|headless|disk-cache-size|disable-features|font-render-hinting)/;
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

export async function openBrowser(more = []) {
  const own = process.env.CHROME_PATH || INSTALLED.find(existsSync);
  return driver.launch({
    executablePath: own || (await chromium.executablePath()),
    args: [
      ...(own ? [] : chromium.args.filter((a) => !UNSAFE.test(a))),
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
    headless: true,
  });
}

/** A phone: 360 px wide, touch, a context (cookies, storage) of its own. */
export const phone = (browser, options = {}) =>
  browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-GB', ...options });

const freePort = () =>
  new Promise((done) => {
    const s = createServer();
    s.listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => done(port));
    });
  });

/** Starts `make run`'s own script on a free port with data of its own; `demo` is what .demo.json says. */
export async function startServer({ env = {} } = {}) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'aftershift-e2e-'));
  if (process.env.DEMO_MADE) cpSync(process.env.DEMO_MADE, folder, { recursive: true });
  const demoFile = join(folder, 'ready.json');
  const all = { ...process.env, PORT: String(port), VAR_DIR: folder, DEMO_FILE: demoFile, WEB_WORKERS: '2', ...env };
  delete all.DATABASE_URL;
  Object.assign(all, env);
  let log = '';
  let server;
  const address = `http://localhost:${port}`;
  async function start() {
    server = spawn('bash', ['scripts/run.sh'], { cwd: ROOT, env: all, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    server.stdout.on('data', (d) => (log += d));
    server.stderr.on('data', (d) => (log += d));
    const deadline = Date.now() + 120_000;
    for (;;) {
      if (server.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${log}`);
      const ready = await fetch(`${address}/readyz`).then((r) => r.ok, () => false);
      if (ready) break;
      await new Promise((r) => setTimeout(r, 200));
    }
  }
  async function end() {
    try {
      process.kill(-server.pid, 'SIGTERM');
    } catch {
      // already gone
    }
    await new Promise((r) => (server.exitCode !== null ? r() : server.on('exit', r)));
  }
  await start();
  return {
    address,
    port,
    log: () => log,
    demo: JSON.parse(readFileSync(demoFile, 'utf8')),
    /** manage.py with the server's own environment; returns what it printed. */
    manage(...args) {
      const key = readFileSync(join(folder, 'secret_key'), 'utf8').trim();
      const ran = spawnSync(PYTHON, ['backend/manage.py', ...args], {
        cwd: ROOT,
        env: { ...all, DEMONSTRATION: '1', PYTHONPATH: 'backend', SECRET_KEY: key, PUBLIC_URL: address },
        encoding: 'utf8',
      });
      if (ran.status !== 0) throw new Error(ran.stderr || ran.stdout);
      return ran.stdout;
    },
    /** As an operator brings in a new release: the same data, the same address, perhaps another client. */
    async restart(changes = {}) {
      await end();
      Object.assign(all, changes);
      await start();
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
