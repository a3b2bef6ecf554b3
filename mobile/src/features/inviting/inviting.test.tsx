import { fireEvent, screen } from '@testing-library/react-native';
import { ask, type Call, send } from '@/api/client';
import { wipe } from '@/outbox/store.memory';
import { show } from '@/testing/render';
import ComeWithMe from './components/come-with-me';
import type { Received, Sent } from './queries';
import { InvitedScreen } from './screens/invited-screen';

jest.mock('@/api/client', () => ({ ...jest.requireActual('@/api/client'), ask: jest.fn(), send: jest.fn() }));
const sent = jest.mocked(send);
const at = (date: string, time: string) => ({ at: `${date}T${time}:00Z`, date, time });
const open: Sent = {
  id: 'i1',
  occurrence_id: 'o1',
  state: 'open',
  code: 'ABCD-EFGH-JKMN',
  link: 'https://example.org/invited#ABCD-EFGH-JKMN',
  picture: '<svg width="29" height="29"><path d="M0 0h29" stroke="#000"/></svg>',
  held_until: at('2026-11-26', '15:00'),
};
const asked: Received = {
  id: 'i1',
  occurrence_id: 'o1',
  title: 'Thursday walk',
  kind: 'walk',
  place: 'Main door',
  starts: at('2026-11-27', '15:30'),
  ends: at('2026-11-27', '16:15'),
  held_until: at('2026-11-26', '15:00'),
  from_name: 'Kasia',
  is_mine: false,
  is_open: true,
  is_accepted: false,
};
let rows: unknown[];
let several: boolean;
let byCode: Received;
beforeEach(() => {
  wipe();
  rows = [];
  several = false;
  byCode = asked;
  sent.mockReset().mockResolvedValue({ status: 200, data: {} });
  jest
    .mocked(ask)
    .mockReset()
    .mockImplementation(async ({ path }: Call) => ({
      data: (path.endsWith('/by-code') ? byCode : { results: rows, may_hold_several: several }) as never,
      etag: undefined,
    }));
});

test('one press holds a place for a colleague; their card code is left out when it is not known', async () => {
  await show(<ComeWithMe id="o1" />);
  fireEvent.press(await screen.findByRole('button', { name: 'Hold a place for a colleague' }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/occurrences/o1/invitations',
    body: { card: '' },
  });
  expect(sent.mock.calls[0]?.[0].key).toBeTruthy();
});
test('the open invitation is shown as a picture code and as letters, and is taken back in one press', async () => {
  rows = [open];
  await show(<ComeWithMe id="o1" />);
  expect(await screen.findByText('ABCD-EFGH-JKMN')).toBeTruthy();
  expect(screen.getByLabelText('Picture code of your invitation')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Hold a place for a colleague' })).toBeNull();
  fireEvent.press(screen.getByRole('button', { name: 'Take it back' }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({ method: 'DELETE', path: '/api/v1/invitations/i1' });
});
test('whoever invited reads that it was not taken up, and may ask again', async () => {
  rows = [{ ...open, state: 'not_taken_up', code: null, link: null, picture: null }];
  await show(<ComeWithMe id="o1" />);
  await screen.findByText('The last invitation was not taken up. The place went back.');
  expect(screen.getByRole('button', { name: 'Hold a place for a colleague' })).toBeTruthy();
});
const typeCode = async (code: string) => {
  await show(<InvitedScreen />);
  fireEvent.changeText(await screen.findByLabelText('Code of the invitation'), code);
  fireEvent.press(screen.getByRole('button', { name: 'Look at it' }));
};
test('the colleague types the code, reads who asks and until when, and says yes with that code', async () => {
  await typeCode(' abcd-efgh-jkmn ');
  await screen.findByText('Kasia asks you to come along.');
  expect(screen.getByText(/^A place is held until/)).toBeTruthy();
  fireEvent.press(screen.getByRole('button', { name: "Yes, I'm coming" }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/invitations/i1/acceptance',
    body: { code: 'abcd-efgh-jkmn' },
  });
});
test('a no needs no reason', async () => {
  await typeCode('https://example.org/invited#ABCD-EFGH-JKMN');
  fireEvent.press(await screen.findByRole('button', { name: 'Not this time' }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({
    path: '/api/v1/invitations/i1/refusal',
    body: { code: 'ABCD-EFGH-JKMN' },
  });
});
test('an invitation that is over says what else there is, and asks nothing', async () => {
  byCode = { ...asked, is_open: false };
  await typeCode('ABCD-EFGH-JKMN');
  await screen.findByText('This invitation is over');
  expect(screen.queryByRole('button', { name: "Yes, I'm coming" })).toBeNull();
  expect(screen.getByText('See everything about it')).toBeTruthy();
});
test('what was sent to my card stands there without a code', async () => {
  rows = [asked];
  await show(<InvitedScreen />);
  fireEvent.press(await screen.findByRole('button', { name: "Yes, I'm coming" }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({ body: { code: '' } });
});

test('who leads something just us holds a place for each of several colleagues, in codes of their own', async () => {
  rows = [open, { ...open, id: 'i2', code: 'PQRS-TVWX-YZ23' }];
  several = true;
  await show(<ComeWithMe id="o1" />);
  await screen.findByText('ABCD-EFGH-JKMN');
  screen.getByText('PQRS-TVWX-YZ23');
  fireEvent.press(screen.getByRole('button', { name: 'Hold a place for a colleague' }));
  await screen.findByText(/^Received at/);
  expect(sent.mock.calls[0]?.[0]).toMatchObject({ method: 'POST', path: '/api/v1/occurrences/o1/invitations' });
});
test('elsewhere one place is held at a time', async () => {
  rows = [open];
  await show(<ComeWithMe id="o1" />);
  await screen.findByText('ABCD-EFGH-JKMN');
  expect(screen.queryByRole('button', { name: 'Hold a place for a colleague' })).toBeNull();
});
