import { cardOf } from './row';
import { aCard, aRow } from './testing';

test('a row of the list becomes the card that every screen shows', () => {
  const plain = aCard();
  expect(cardOf(aRow(plain))).toEqual(plain);
  const unknown = aCard({ fits: null, why: null, why_time: null, i_lead: true });
  expect(cardOf(aRow(unknown))).toEqual(unknown);
});

test('in summer a row says local time, and the instant is an hour earlier', () => {
  const row = { ...aRow(aCard()), starts: '2027-07-01T15:30+01:00', my_offer_ends: '2027-07-01T00:30+01:00' };
  const card = cardOf(row);
  expect(card.starts).toEqual({ at: '2027-07-01T14:30:00Z', date: '2027-07-01', time: '15:30' });
  expect(card.my_offer_ends).toEqual({ at: '2027-06-30T23:30:00Z', date: '2027-07-01', time: '00:30' });
});
