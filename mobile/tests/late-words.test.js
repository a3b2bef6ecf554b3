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

const sources = (dir) =>
  readdirSync(join(root, dir), { recursive: true })
    .map((f) => join(root, dir, String(f)))
    .filter((f) => /\.tsx?$/.test(f) && !/\.test\./.test(f));
/** These modules and everything that they import without waiting, but for what is there already. */
function withImports(files, here = new Set()) {
  const found = new Set();
  const left = [...files];
  while (left.length) {
    const file = left.pop();
    if (found.has(file) || here.has(file)) continue;
    found.add(file);
    left.push(...[...read(file).matchAll(IMPORTS)].map((m) => moduleOf(file, m[1] ?? m[2])).filter(Boolean));
  }
  return found;
}
/** Everything that the routes import without waiting: Metro puts it into the first script. */
const firstScript = () => withImports(sources('app'));
const late = [...read(join(root, 'src/words/late-english.ts')).matchAll(/^import \{ (\w+) \}/gm)].map((m) => m[1]);
const saidIn = (text) =>
  [...text.matchAll(/['"`](\w+)\.[a-z$]\w*/g)].filter((m) => late.includes(m[1])).map((m) => m[0]);

test('no module of the first script says a word of a late page', () => {
  const files = [...firstScript()];
  expect(files).toContain(join(root, 'src/features/home/screens/home-screen.tsx'));
  expect(files).toContain(join(root, 'src/words/en.ts'));
  expect(files.filter((f) => /desk-today|late-english/.test(f))).toEqual([]);
  expect(files.flatMap((f) => saidIn(read(f)).map((word) => `${relative(root, f)}: ${word}`))).toEqual([]);
});

/** Each late piece that a page waits for, and the features whose words stand beside it. */
const PIECES = /(?:=|default) lazyPa(?:ge|rt)\(([\s\S]*?)\);\n/g;
const piecesIn = (file, text = read(file)) =>
  [...text.matchAll(PIECES)].map(([, call]) => {
    const name = /import\('([^']+)'\)/.exec(call)?.[1];
    const loader = /await (\w+)\(\)/.exec(call) ?? /^\s*(\w+)/.exec(call);
    return {
      module: name ? moduleOf(file, name) : moduleBehind(file, text, loader[1]),
      words: /(?:,\s*'\w+')*,?\s*$/.exec(call)[0].match(/\w+/g) ?? [],
    };
  });
/** `loadAbout` comes from a module of loaders, or is made of one in the same file. */
function moduleBehind(file, text, loader) {
  const from = new RegExp(`import \\{[^}]*\\b${loader}\\b[^}]*\\} from '([^']+)'`).exec(text)?.[1];
  const there = from ? moduleOf(file, from) : file;
  const asked = new RegExp(`${loader} = [^;]*import\\('([^']+)'\\)`).exec(read(there))[1];
  return moduleOf(there, asked);
}

test('each late piece has the words of every feature that it says beside it, and no others', () => {
  const here = firstScript();
  const wrong = [...sources('app'), ...sources('src')].flatMap((file) =>
    piecesIn(file).flatMap(({ module, words }) => {
      const says = new Set(
        [...withImports([module], here)].flatMap((f) => saidIn(read(f))).map((w) => w.slice(1).split('.')[0]),
      );
      const wanted = [...says].sort().join();
      return wanted === [...words].sort().join()
        ? []
        : [`${relative(root, file)} names [${words}], it says [${wanted}]`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('what a lead gets beforehand comes with its words', () => {
  const file = join(root, 'src/shell/lead-pieces.web.ts');
  const pieces = [...read(file).matchAll(/import\('([^']+)'\)/g)].map(([, name]) => moduleOf(file, name));
  const says = [...withImports(pieces, firstScript())]
    .flatMap((f) => saidIn(read(f)))
    .map((w) => w.slice(1).split('.')[0]);
  const named = /fetchLateWords\(\[([^\]]*)\]/.exec(read(file))[1].match(/\w+/g);
  expect(pieces).toHaveLength(3);
  expect([...new Set(says)].sort()).toEqual([...named].sort());
});

test('a piece without its words would be found', () => {
  const found = [...sources('app'), ...sources('src')].flatMap((file) => piecesIn(file));
  const calls = [...sources('app'), ...sources('src')].flatMap(
    (f) => read(f).match(/= lazyPa(ge|rt)\(|default lazyPa(ge|rt)\(/g) ?? [],
  );
  expect(calls.length).toBeGreaterThan(40);
  expect(found.filter(({ module }) => module)).toHaveLength(calls.length);
  const file = join(root, 'app/desk/people.tsx');
  const bare = read(file).replace(/,\s*'people'|,\s*'desk'/g, '');
  expect(piecesIn(file).map(({ words }) => words)).toEqual([['desk', 'people']]);
  expect(piecesIn(file, bare).map(({ words }) => words)).toEqual([[]]);
});

test('a late word would be found, however it is put together', () => {
  expect(late.length).toBeGreaterThan(5);
  const desk = join(root, 'src/features/desk/screens');
  const pages = readdirSync(desk).filter((f) => /\.tsx$/.test(f) && !/\.test\./.test(f));
  expect(pages.flatMap((f) => saidIn(read(join(desk, f)))).length).toBeGreaterThan(20);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the text of a module.
  expect(saidIn('say(`desk.${what}`), say("ballots.title")')).toHaveLength(2);
});
