// What the iOS project would say of itself, as Expo works it out: no Mac is needed, and none was used.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
test('a calendar that another app holds opens with the app, as a copy; no other kind does, and nothing goes out in clear', () => {
  const out = execFileSync(join(root, 'node_modules/.bin/expo'), ['config', '--type', 'introspect', '--json'], {
    cwd: root,
    env: { ...process.env, CI: '1', EXPO_OFFLINE: '1', EXPO_NO_TELEMETRY: '1' },
    stdio: 'pipe',
  });
  const plist = JSON.parse(out.toString())._internal.modResults.ios.infoPlist;
  expect(plist.CFBundleDocumentTypes.flatMap((kind) => kind.LSItemContentTypes)).toEqual(['com.apple.ical.ics']);
  const [calendar, ...others] = plist.UTImportedTypeDeclarations;
  expect([calendar.UTTypeIdentifier, others]).toEqual(['com.apple.ical.ics', []]);
  expect(calendar.UTTypeTagSpecification['public.filename-extension']).toEqual(['ics']);
  expect(plist.LSSupportsOpeningDocumentsInPlace).toBe(false);
  expect(plist.UIFileSharingEnabled ?? false).toBe(false);
  expect(plist.NSAppTransportSecurity).toEqual({ NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: false });
}, 120_000);
