import { en } from './en';
import { type Catalogue, sayIn } from './index';
import { langs } from './languages';
import { lateEnglish } from './late-english';
import { refusals } from './refusals';
import ur from './ur.json';

const english: Catalogue = { ...en, ...lateEnglish, refusals };
const others: Record<string, Catalogue> = { ur };
const flat = (c: Catalogue) =>
  Object.entries(c).flatMap(([f, words]) => Object.entries(words).map(([w, text]) => [`${f}.${w}`, text] as const));
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

test('every language of the app has a catalogue here', () => {
  expect([...Object.keys(others), 'en'].sort()).toEqual([...langs].sort());
});
test.each(Object.keys(others))('%s says everything English says, with the same holes, and nothing else', (lang) => {
  const theirs = new Map(flat(others[lang] ?? {}));
  const ours = flat(english);
  expect(ours.filter(([key]) => !theirs.has(key)).map(([key]) => key)).toEqual([]);
  expect([...theirs.keys()].filter((key) => !new Map(ours).has(key))).toEqual([]);
  expect(
    ours.filter(([key, text]) => holes(text).join() !== holes(theirs.get(key) ?? '').join()).map(([k]) => k),
  ).toEqual([]);
});
test('English keeps to the words of the house: no exclamation marks, none of the avoided words', () => {
  const avoided =
    /!|\b(should|events?|engage|wellbeing|participate|register|submit|stakeholder|attendance|available|slots?|expires?|deadline|failed|invalid|user|profile|staff member)\b/i;
  expect(flat(english).filter(([, text]) => avoided.test(text))).toEqual([]);
});
test('no sentence is longer than 20 words', () => {
  // The receipt's words are a list, not a sentence.
  const long = flat(english).filter(
    ([key, text]) => key !== 'ballots.receipt_words' && text.split(/[.?:]\s/).some((s) => s.split(/\s+/).length > 20),
  );
  expect(long).toEqual([]);
});
test('a name in another direction is kept apart', () => {
  expect(sayIn('en', english)('home.hello', { name: 'أمل' })).toBe('Hello \u2068أمل\u2069');
  expect(sayIn('en', english)('home.hello', { name: 'Ama' })).toBe('Hello Ama');
});

test('a date in Urdu keeps the order of its words, and its numbers their own direction', () => {
  const say = sayIn('ur', ur as Catalogue);
  const date = say('time.date', { weekday: 'منگل', day: 24, month: 'نومبر' });
  expect(date).toBe('منگل \u206824\u2069 نومبر');
  expect(say('time.date_at', { date, time: '15:30' })).toBe('منگل \u206824\u2069 نومبر، \u206815:30\u2069');
});
