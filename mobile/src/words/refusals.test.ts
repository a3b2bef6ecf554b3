import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemKey } from '@/api/problems';
import { refusals } from './refusals';

const backend = join(__dirname, '../../../backend/aftershift');
const errors = ['ideas', 'ballots', 'activities', 'people', 'leading', 'safety'].map((app) =>
  readFileSync(join(backend, app, 'errors.py'), 'utf8'),
);
const said = errors.flatMap((text) =>
  text.split(/^class /m).flatMap((one) => {
    const [, slug, title] = /slug, title(?:, status)? = "([^"]*)", "([^"]*)"/.exec(one) ?? [];
    const [, next] = /next = \(?\s*"([^"]*)"/.exec(one) ?? [];
    return slug ? [[slug.replaceAll('-', '_'), title, next]] : [];
  }),
);
const ours = refusals as Record<string, string>;

test('a translator reads the very lines that the server says', () => {
  const keys = Object.keys(ours).filter((key) => !key.endsWith('_next'));
  expect(keys.map((key) => [key, ours[key], ours[`${key}_next`]])).toEqual(
    keys.map((key) => said.find(([slug]) => slug === key)),
  );
});
test('every refusal about ideas is there, but the one whose name says two things', () => {
  const ideas = [...(errors[0] ?? '').matchAll(/slug, title = "([^"]*)"/g)].map(([, slug]) =>
    slug?.replaceAll('-', '_'),
  );
  expect(ideas.filter((slug) => slug && !(slug in ours))).toEqual(['not_coming']);
});
test('every refusal about activities, people, leading and safety is said in every language', () => {
  const slugs = errors.slice(2).flatMap((text) => [...text.matchAll(/slug, title(?:, status)? = "([^"]*)"/g)]);
  const own = (slug: string) => problemKey({ type: `/problems/${slug}`, title: '', status: 409 });
  expect(slugs.length).toBeGreaterThan(60);
  expect(slugs.map(([, slug]) => slug ?? '').filter((s) => !own(s) && !(s.replaceAll('-', '_') in ours))).toEqual([]);
});
