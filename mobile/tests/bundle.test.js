// metro.config.js leaves windowed lists out of the web bundle: nothing of ours may use them.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const files = (dir) =>
  readdirSync(join(root, dir), { recursive: true })
    .map(String)
    .filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$/.test(f))
    .map((f) => join(root, dir, f));

test.each(['app', 'src'])('%s uses no list that the web bundle leaves out', (dir) => {
  const found = files(dir);
  expect(found.length).toBeGreaterThan(10);
  expect(found.filter((f) => /\b(FlatList|SectionList|VirtualizedList)\b/.test(readFileSync(f, 'utf8')))).toEqual([]);
});
