import { Platform } from 'react-native';
import { handedFile, pageFor } from './handed-file';

const address = 'content://com.example.mail/attachments/7?name=rota.ics';
afterEach(() => jest.restoreAllMocks());

test('a calendar opened with the app goes to where calendars are read, and every link where it says', () => {
  expect(pageFor(address)).toBe(`/pattern?way=file&file=${encodeURIComponent(address)}`);
  expect(pageFor('https://st-brides.example.org/join/abc')).toBeUndefined();
});
test('only what another Android app hands over is read: no file of our own, no web address', () => {
  jest.replaceProperty(Platform, 'OS', 'android');
  expect(handedFile(address)).toEqual({
    name: 'rota.ics',
    part: { uri: address, name: 'rota.ics', type: 'text/calendar' },
  });
  for (const other of [
    undefined,
    '',
    'file:///data/data/org.aftershift.app/databases/outbox',
    'https://example.org/a.ics',
  ])
    expect(handedFile(other)).toBeUndefined();
  jest.replaceProperty(Platform, 'OS', 'web');
  expect(handedFile(address)).toBeUndefined();
});
test('on iOS only the copy in the inbox is read, and no way leads out of it', () => {
  const inbox = 'file:///private/var/mobile/Containers/Data/Application/A1/Documents/Inbox/rota-2.ics';
  expect(pageFor(inbox)).toBe(`/pattern?way=file&file=${encodeURIComponent(inbox)}`);
  jest.replaceProperty(Platform, 'OS', 'ios');
  expect(handedFile(inbox)?.part).toEqual({ uri: inbox, name: 'rota.ics', type: 'text/calendar' });
  const own = 'file:///private/var/mobile/Containers/Data/Application/A1/Documents';
  for (const other of [
    address,
    `${own}/outbox.db`,
    `${own}/SQLite/outbox.ics`,
    `${own}/Inbox/../SQLite/outbox.ics`,
    `${own}/Inbox/%2e%2e/SQLite/outbox.ics`,
    `${own}/Inbox/%2e%2e%2foutbox.ics`,
    `${own}/Inbox/outbox.db`,
  ])
    expect([other, handedFile(other)]).toEqual([other, undefined]);
});
