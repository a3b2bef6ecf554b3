// The import zones still fire: three files that each break one of them, checked by the same rules as the app.
const { spawnSync } = require('node:child_process');
const { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
let dir;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'zones-'));
  cpSync(join(__dirname, 'zones'), dir, { recursive: true });
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  delete config.$schema;
  config.files.includes = config.files.includes.filter((f) => f !== '!tests/zones');
  writeFileSync(join(dir, 'biome.json'), JSON.stringify(config));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const lint = (file) => {
  const done = spawnSync(join(root, 'node_modules/.bin/biome'), ['lint', '--reporter=json', file], {
    cwd: dir,
    encoding: 'utf8',
  });
  return { status: done.status, said: done.stdout };
};

test.each([
  ['src/features/shifts/queries.ts', 'Compose features in a route'],
  ['src/features/shifts/screens/bad-screen.ts', 'Screens use queries.ts.'],
  ['src/design/bad-part.ts', 'Shared code does not know features.'],
])('%s breaks a zone', (file, message) => {
  const { status, said } = lint(file);
  expect(status).not.toBe(0);
  expect(said).toContain('noRestrictedImports');
  expect(said).toContain(message);
});

test('a file that keeps to the zones passes', () => {
  writeFileSync(
    join(dir, 'src/features/shifts/good.ts'),
    "import { read } from '@/api/client';\n\nexport const r = read;\n",
  );
  expect(lint('src/features/shifts/good.ts').status).toBe(0);
});
