// What the iOS project would say of itself, as Expo works it out: no Mac is needed, and none was used.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const introspected = () => {
  const out = execFileSync(join(root, 'node_modules/.bin/expo'), ['config', '--type', 'introspect', '--json'], {
    cwd: root,
    env: { ...process.env, CI: '1', EXPO_OFFLINE: '1', EXPO_NO_TELEMETRY: '1' },
    stdio: 'pipe',
  });
  return JSON.parse(out.toString())._internal.modResults.ios;
};
let ios;
beforeAll(() => {
  ios = introspected();
}, 120_000);

test('a calendar that another app holds opens with the app, as a copy; no other kind does, and nothing goes out in clear', () => {
  const plist = ios.infoPlist;
  expect(plist.CFBundleDocumentTypes.flatMap((kind) => kind.LSItemContentTypes)).toEqual(['com.apple.ical.ics']);
  const [calendar, ...others] = plist.UTImportedTypeDeclarations;
  expect([calendar.UTTypeIdentifier, others]).toEqual(['com.apple.ical.ics', []]);
  expect(calendar.UTTypeTagSpecification['public.filename-extension']).toEqual(['ics']);
  expect(plist.LSSupportsOpeningDocumentsInPlace).toBe(false);
  expect(plist.UIFileSharingEnabled ?? false).toBe(false);
  expect(plist.NSAppTransportSecurity).toEqual({ NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: false });
});
test('it may be pushed to, by Apple’s real service as the server expects (PUSH_APPLE_SANDBOX), and wakes for nothing unseen', () => {
  expect(ios.entitlements['aps-environment']).toBe('production');
  expect(ios.infoPlist.UIBackgroundModes ?? []).not.toContain('remote-notification');
});
