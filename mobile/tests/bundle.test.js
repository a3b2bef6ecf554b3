// metro.config.js leaves parts of its packages out of the web bundle, and lists the others itself: nothing of ours may use the
// first, and the lists have to be whole.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const leftOut = require('../scripts/left-out');

const root = join(__dirname, '..');
const files = (dir) =>
  readdirSync(join(root, dir), { recursive: true })
    .map(String)
    .filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$/.test(f))
    .map((f) => join(root, dir, f));

/** What the web bundle holds: not what has a file of its own for the web beside it. */
const onTheWeb = (dir) =>
  files(dir).filter((f) => f.includes('.web.') || !existsSync(f.replace(/\.(tsx?)$/, '.web.$1')));
const read = (file) => readFileSync(file, 'utf8');
/** The values that modules take from a package, by name; types are gone before anything is bundled. */
const taken = (from, name) =>
  from.flatMap((f) =>
    [...read(f).matchAll(/import\s+(?!type\b)(?:\w+,\s*)?\{([^}]*)\}\s+from\s+'([^']+)'/g)]
      .filter(([, , source]) => source === name)
      .flatMap(([, names]) => names.split(',').map((n) => n.trim().split(' as ')[0]))
      .filter((n) => n && !n.startsWith('type ')),
  );
const listedIn = (file, there) =>
  [...read(join(root, 'src/lib', file)).matchAll(there)].map(([, part, from]) => `${part} ${from}`);
const web = [...onTheWeb('app'), ...onTheWeb('src')];

test('what stands for react-native-web has every part that is used, each from the same file', () => {
  const theirs = read(join(root, 'node_modules/react-native-web/dist/index.js'));
  const listed = [...theirs.matchAll(/default as (\w+) } from '\.\/(exports\/\w+)'/g)].map(
    ([, part, f]) => `${part} ${f}`,
  );
  const got = listedIn(
    'react-native-web.js',
    /get (\w+)\(\) {\s+return require\('react-native-web\/dist\/(exports\/\w+)'\)\.default/g,
  );
  expect(listed.length).toBeGreaterThan(60);
  expect(got.filter((part) => !listed.includes(part))).toEqual([]);
  const used = taken(web, 'react-native');
  expect(used).toContain('Pressable');
  expect(
    used.filter((part) => !got.includes(`${part} exports/${part}`) && listed.some((l) => l.startsWith(`${part} `))),
  ).toEqual([]);
});

test('what stands for expo-router has everything that is used', () => {
  const got = listedIn('expo-router.js', /get (\w+)\(\) {\s+return require\('([^']+)'\)/g).map(
    (line) => line.split(' ')[0],
  );
  const used = new Set(taken(web, 'expo-router'));
  expect(used).toContain('Redirect');
  expect([...used].filter((name) => !got.includes(name))).toEqual([]);
});

test('no drawing is pressed, or turned by a list of turns, and no page has a header or a tab that moves', () => {
  const drawn = web
    .filter((f) => /from 'react-native-svg'/.test(read(f)))
    .map(read)
    .join('\n');
  const tags = drawn.match(/<(Svg|Circle|Defs|G|LinearGradient|Path|RadialGradient|Rect|Stop|SvgText)\b[^>]*/g);
  expect(tags.length).toBeGreaterThan(20);
  expect(tags.filter((tag) => /\bonPress|\btransform=\{\[/.test(tag))).toEqual([]);
  const navigators = web.flatMap((f) => read(f).match(/<(Stack|Tabs)\b[\s\S]*?screenOptions=\{\{([^}]*)\}\}/g) ?? []);
  expect(navigators).toHaveLength(3);
  expect(navigators.filter((n) => !/screenOptions=\{\{ headerShown: false \}\}/.test(n))).toEqual([]);
  expect(web.filter((f) => /<(Stack|Tabs)\.|\bfreezeOnBlur\b|setOptions\(/.test(read(f)))).toEqual([]);
});

test('all that is left out is there to be left out, and the map of the routes is off', () => {
  expect(leftOut.length).toBeGreaterThan(30);
  expect(leftOut.filter((path) => !existsSync(join(root, 'node_modules', path)))).toEqual([]);
  expect(existsSync(join(root, 'app/+not-found.tsx'))).toBe(true);
  expect(require('../app.json').expo.plugins[0]).toEqual(['expo-router', { sitemap: false }]);
});

test('nothing on a phone uses the system controls of the router, which its bundle leaves out', () => {
  const ours = [...files('app'), ...files('src')];
  expect(ours.length).toBeGreaterThan(200);
  const control = /@expo\/ui|react-native-worklets|\.Toolbar\b|unstable-native-tabs/;
  expect(ours.filter((f) => control.test(read(f)))).toEqual([]);
  expect(control.test("<Stack.Toolbar placement='left' />")).toBe(true);
});
