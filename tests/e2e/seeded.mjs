// node seeded.mjs COMMAND...: makes the demonstration once, and runs the command with DEMO_MADE naming its folder.
// Every server that a test starts begins with a copy of it: to make it takes longer than most files of tests.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'aftershift-made-'));
const run = (command, args, more) => {
  const ran = spawnSync(command, args, { stdio: 'inherit', ...more });
  return ran.status ?? 1;
};
let status = 1;
try {
  const env = { ...process.env, VAR_DIR: folder, DEMO_FILE: join(folder, 'ready.json'), ONLY_PREPARE: '1' };
  delete env.DATABASE_URL;
  status = run('bash', ['scripts/run.sh'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [command, ...args] = process.argv.slice(2);
  if (status === 0) status = run(command, args, { env: { ...process.env, DEMO_MADE: folder } });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status);
