// A bare react-native-web page, made by the client's own tools: what the client's start is measured against.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './browser.mjs';

function run(command, args, cwd) {
  const env = { ...process.env, CI: '1', EXPO_OFFLINE: '1', EXPO_NO_TELEMETRY: '1' };
  const done = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stdout + done.stderr);
}

/** Exports tests/e2e/bare with the client's packages and compresses it as the client is. `drop` takes it away again. */
export function exportBare() {
  const folder = mkdtempSync(join(tmpdir(), 'aftershift-bare-'));
  cpSync(join(ROOT, 'tests/e2e/bare'), folder, { recursive: true });
  symlinkSync(join(ROOT, 'mobile/node_modules'), join(folder, 'node_modules'));
  const dist = join(folder, 'dist');
  run(join(folder, 'node_modules/.bin/expo'), ['export', '--platform', 'web', '--output-dir', dist], folder);
  run(join(ROOT, '.venv/bin/python'), ['-m', 'whitenoise.compress', '-q', dist], ROOT);
  return { dist, drop: () => rmSync(folder, { recursive: true, force: true }) };
}
