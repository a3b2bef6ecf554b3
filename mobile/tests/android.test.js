// The Android project as Expo makes it: package, links, backup, clear text, and no permission beyond docs/permissions.md.
const { execFileSync } = require('node:child_process');
const { cpSync, mkdtempSync, readdirSync, readFileSync, existsSync, rmSync, symlinkSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
let dir;
let manifest;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'android-'));
  for (const f of ['app.json', 'app.config.ts', 'package.json', 'tsconfig.json', 'public', 'plugins'])
    cpSync(join(root, f), join(dir, f), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  execFileSync(join(root, 'node_modules/.bin/expo'), ['prebuild', '--platform', 'android', '--no-install'], {
    cwd: dir,
    env: {
      ...process.env,
      CI: '1',
      EXPO_OFFLINE: '1',
      EXPO_NO_TELEMETRY: '1',
      AFTERSHIFT_SERVER: 'https://st-brides.example.org',
    },
    stdio: 'pipe',
  });
  manifest = readFileSync(join(dir, 'android/app/src/main/AndroidManifest.xml'), 'utf8');
}, 180_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const permissions = (xml) =>
  [...xml.matchAll(/<uses-permission\b[^>]*>/g)].map(([tag]) => ({
    name: /android:name="([^"]+)"/.exec(tag)[1],
    removed: /tools:node="remove"/.test(tag),
  }));
/** Every manifest that a library in node_modules brings. */
function libraries() {
  const found = [];
  const look = (folder) => {
    const file = join(folder, 'android/src/main/AndroidManifest.xml');
    if (existsSync(file)) found.push(file);
  };
  const modules = join(root, 'node_modules');
  for (const name of readdirSync(modules)) {
    if (name.startsWith('@')) for (const inner of readdirSync(join(modules, name))) look(join(modules, name, inner));
    else look(join(modules, name));
  }
  return found;
}

test('the package is ours', () => {
  const gradle = readFileSync(join(dir, 'android/app/build.gradle'), 'utf8');
  expect(gradle).toMatch(/applicationId 'org\.aftershift\.app'/);
});
test('links of the server open the app at /join, and nowhere else', () => {
  const hosts = [...manifest.matchAll(/<data [^>]*android:host="([^"]+)"[^>]*>/g)];
  expect(
    hosts.map(([tag, host]) => [host, /android:scheme="https"/.test(tag), /android:pathPrefix="\/join"/.test(tag)]),
  ).toEqual([['st-brides.example.org', true, true]]);
  expect(manifest).toMatch(/android:autoVerify="true"/);
});
test('a calendar that another app holds opens with the app or is shared with it, and nothing else is', () => {
  const filters = [...manifest.matchAll(/<intent-filter\b[^>]*>.*?<\/intent-filter>/gs)].map(([xml]) => xml);
  const of = (xml, name) => [...xml.matchAll(new RegExp(`android:${name}="([^"]+)"`, 'g'))].map(([, value]) => value);
  const files = filters.filter((xml) => of(xml, 'mimeType').length);
  expect(files.map((xml) => [of(xml, 'name')[0], of(xml, 'mimeType'), of(xml, 'scheme')]).sort()).toEqual([
    ['android.intent.action.SEND', ['text/calendar'], []],
    ['android.intent.action.VIEW', ['text/calendar'], ['content']],
  ]);
});
test('what is shared is handed on as what is opened, at the start and while the app runs', () => {
  const activity = readFileSync(join(dir, 'android/app/src/main/java/org/aftershift/app/MainActivity.kt'), 'utf8');
  expect(activity.match(/openWhatIsShared\(intent\)\n\s+super\.onNewIntent/)).toBeTruthy();
  expect(activity).toMatch(/override fun onCreate\(savedInstanceState: Bundle\?\) \{\n {4}openWhatIsShared\(intent\)/);
  for (const name of ['android.content.Intent', 'android.net.Uri', 'androidx.core.content.IntentCompat'])
    expect(activity.split(`import ${name}\n`)).toHaveLength(2);
  expect(activity.match(/\{/g)).toHaveLength(activity.match(/\}/g).length);
});
test('nothing goes out in clear text', () => {
  expect(manifest).not.toMatch(/usesCleartextTraffic="true"|networkSecurityConfig/);
  expect(manifest).not.toMatch(/android:scheme="http"/);
});
test('what is saved on the phone is not backed up elsewhere', () => {
  expect(manifest).toMatch(/android:allowBackup="false"/);
});
test('no permission beyond the list in docs/permissions.md, the libraries’ own manifests included', () => {
  const files = libraries();
  expect(files.length).toBeGreaterThan(10);
  const own = permissions(manifest);
  const removed = new Set(own.filter((p) => p.removed).map((p) => p.name));
  const asked = [...own, ...files.flatMap((f) => permissions(readFileSync(f, 'utf8')))]
    .map((p) => p.name)
    .filter((name) => !removed.has(name));
  const docs = readFileSync(join(root, '../docs/permissions.md'), 'utf8');
  const listed = [...docs.matchAll(/^\| `([^`]+)` \|/gm)].map((m) => m[1]);
  expect([...new Set(asked)].sort()).toEqual(listed.sort());
});
