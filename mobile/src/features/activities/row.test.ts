import { cardOf } from './row';
import { aCard, aRow } from './testing';

test('a row of the list becomes the card that every screen shows', () => {
  const plain = aCard();
  expect(cardOf(aRow(plain))).toEqual(plain);
  const unknown = aCard({ fits: null, why: null, why_time: null, i_lead: true });
  expect(cardOf(aRow(unknown))).toEqual(unknown);
  const full = aCard({ on_site: false, places: 12, taken: 10, free: 0, waiting: 3, state: 'cancelled' });
  expect(cardOf(aRow(full))).toEqual(full);
});

test('a date past midnight ends on the next day; one over a clock change says itself when it ends', () => {
  const late = { ...aRow(aCard()), starts: '2026-12-31T23:30+00:00', minutes: 45 };
  expect(cardOf(late).ends).toEqual({ at: '2027-01-01T00:15:00Z', date: '2027-01-01', time: '00:15' });
  const { minutes: _, ...over } = late;
  const spring = { ...over, starts: '2027-03-28T00:30+00:00', ends: '2027-03-28T02:15+01:00' };
  expect(cardOf(spring).ends).toEqual({ at: '2027-03-28T01:15:00Z', date: '2027-03-28', time: '02:15' });
});

test('in summer a row says local time, and the instant is an hour earlier', () => {
  const row = { ...aRow(aCard()), starts: '2027-07-01T15:30+01:00', my_offer_ends: '2027-07-01T00:30+01:00' };
  const card = cardOf(row);
  expect(card.starts).toEqual({ at: '2027-07-01T14:30:00Z', date: '2027-07-01', time: '15:30' });
  expect(card.my_offer_ends).toEqual({ at: '2027-06-30T23:30:00Z', date: '2027-07-01', time: '00:30' });
});
