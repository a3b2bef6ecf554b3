// Goes round every screen as each kind of person, in English, on the narrowest phone and at the desk.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from './browser.mjs';
import { barriers, openRounds, round } from './looking.mjs';

let rounds;
before(async () => {
  rounds = await openRounds();
});
after(() => rounds?.close());

for (const who of ['anybody', 'member', 'lead']) {
  test(`${who}: every screen in English has no barrier, no fault, no small text, and fits 320 px`, () => round(rounds, who, { look: barriers }));
}
test('organiser: every page of the desk, at 1280 px and narrow', () => round(rounds, 'organiser', { look: barriers, widths: [1280, 320] }));

test('the round goes to every route that there is', () => {
  const routes = readdirSync(join(ROOT, 'mobile/app'), { recursive: true })
    .filter((f) => f.endsWith('.tsx') && !/_layout|\+/.test(f) && !f.startsWith('join/')) // the door draws /join on the web
    .map((f) => `/${f.replace(/\.tsx$/, '').replace(/\(\w+\)\//, '').replace(/(^|\/)index$/, '')}`.replace(/(.)\/$/, '$1'));
  const visited = Object.values(rounds.screens).flatMap((s) => Object.values(s)).map((p) => p.split('?')[0].replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, '[id]').replace(/(role-cards)\/\w+/, '$1/[card]'));
  assert.deepEqual(routes.filter((r) => !visited.includes(r)), []);
});
