// The words of late pages are not in the first script (src/words/late-english.ts). What is in it may not say them: they may
// not have come yet.
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

const root = join(__dirname, '..');
const ENDS = ['.web.tsx', '.web.ts', '.tsx', '.ts', '/index.tsx', '/index.ts'];
function moduleOf(from, name) {
  const path = name.startsWith('@/') ? join(root, 'src', name.slice(2)) : join(dirname(from), name);
  return ENDS.map((end) => path + end).find((file) => existsSync(file) && statSync(file).isFile());
}
const read = (file) => readFileSync(file, 'utf8');
const IMPORTS = /^(?:import|export)\s(?!type\b)[^;]*?from\s+'([@.][^']*)'|^import\s+'([@.][^']*)'/gm;

/** Everything that the routes import without waiting: Metro puts it into the first script. */
function firstScript() {
  const found = new Set();
  const left = readdirSync(join(root, 'app'), { recursive: true })
    .map((f) => join(root, 'app', String(f)))
    .filter((f) => /\.tsx?$/.test(f));
  while (left.length) {
    const file = left.pop();
    if (found.has(file)) continue;
    found.add(file);
    left.push(...[...read(file).matchAll(IMPORTS)].map((m) => moduleOf(file, m[1] ?? m[2])).filter(Boolean));
  }
  return [...found];
}
const late = [...read(join(root, 'src/words/late-english.ts')).matchAll(/^import \{ (\w+) \}/gm)].map((m) => m[1]);
const saidIn = (text) =>
  [...text.matchAll(/['"`](\w+)\.[a-z$]\w*/g)].filter((m) => late.includes(m[1])).map((m) => m[0]);

test('no module of the first script says a word of a late page', () => {
  const files = firstScript();
  expect(files).toContain(join(root, 'src/features/home/screens/home-screen.tsx'));
  expect(files).toContain(join(root, 'src/words/en.ts'));
  expect(files.filter((f) => /desk-today|late-english/.test(f))).toEqual([]);
  expect(files.flatMap((f) => saidIn(read(f)).map((word) => `${relative(root, f)}: ${word}`))).toEqual([]);
});

test('a late word would be found, however it is put together', () => {
  expect(late.length).toBeGreaterThan(5);
  const desk = join(root, 'src/features/desk/screens');
  const pages = readdirSync(desk).filter((f) => /\.tsx$/.test(f) && !/\.test\./.test(f));
  expect(pages.flatMap((f) => saidIn(read(join(desk, f)))).length).toBeGreaterThan(20);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the text of a module.
  expect(saidIn('say(`desk.${what}`), say("ballots.title")')).toHaveLength(2);
});
