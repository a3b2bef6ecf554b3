// metro.config.js leaves parts of react-native-web out of the web bundle, and lists the others itself: nothing of ours may
// use the first, and the list has to be whole.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const files = (dir) =>
  readdirSync(join(root, dir), { recursive: true })
    .map(String)
    .filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$/.test(f))
    .map((f) => join(root, dir, f));

test.each(['app', 'src'])('%s uses no part that the web bundle leaves out', (dir) => {
  const found = files(dir);
  expect(found.length).toBeGreaterThan(10);
  expect(
    found.filter((f) =>
      /\b(FlatList|SectionList|VirtualizedList|Animated\.(Image|ScrollView))\b/.test(readFileSync(f, 'utf8')),
    ),
  ).toEqual([]);
});

test('the list of parts has everything that react-native-web lists, each from the same file', () => {
  const theirs = readFileSync(join(root, 'node_modules/react-native-web/dist/index.js'), 'utf8');
  const ours = readFileSync(join(root, 'src/lib/react-native-web.js'), 'utf8');
  const listed = [...theirs.matchAll(/default as (\w+) } from '\.\/(exports\/\w+)'/g)].map(
    ([, part, file]) => `${part} ${file}`,
  );
  const got = [
    ...ours.matchAll(/get (\w+)\(\) {\s+return require\('react-native-web\/dist\/(exports\/\w+)'\)\.default/g),
  ];
  const leftOut = ['FlatList', 'SectionList', 'VirtualizedList'].map((part) => `${part} exports/${part}`);
  expect(listed.length).toBeGreaterThan(60);
  expect(theirs.match(/^export /gm)).toHaveLength(listed.length);
  expect(got.map(([, part, file]) => `${part} ${file}`)).toEqual(listed.filter((part) => !leftOut.includes(part)));
});
