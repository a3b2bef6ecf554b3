import { type Catalogue, sayIn } from '@/words';
import ur from '@/words/ur.json';
import { callWords } from './call';

test('whom to phone keeps name and number whole inside a right-to-left page', () => {
  const say = sayIn('ur', ur as Catalogue);
  expect(callWords(say, 'Winston', '020 7946 0001')).toBe(
    '\u2068Winston\u2069: \u2068020\u00a07946\u00a00001\u2069 پر فون کریں',
  );
});
