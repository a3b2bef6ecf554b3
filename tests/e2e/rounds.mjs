// Every screen of the client, with the addresses that the demonstration gives it: for the tests that go round, and for the pictures.
import { datesOf, nativeApp } from './people.mjs';

/** What the demonstration has that a screen can show: one of each. */
export async function findThings(server) {
  const app = await nativeApp(server, server.demo.member);
  const list = async (path) => (await app.call('GET', path)).body.results;
  const [occurrences, ballots, ideas] = [await datesOf(app), await list('ballots'), await list('ideas')];
  const conversations = await list('conversations');
  const open = occurrences.filter((o) => o.state === 'published');
  const walk = open.find((o) => o.title.startsWith('A walk') && o.taken < o.places) ?? open[0];
  const { cost, how_hard, what_to_bring } = (await app.call('GET', `occurrences/${walk.id}`)).body;
  const lead = await nativeApp(server, server.demo.lead);
  const sheetsOf = async (o) => (await lead.call('GET', `occurrences/${o.id}/paper-sheets`)).body.results?.map((s) => ({ ...s, date: o.id })) ?? [];
  const sheets = (await Promise.all(open.filter((o) => o.activity_id === walk.activity_id).map(sheetsOf))).flat();
  return {
    sheet: sheets.find((s) => s.typed > 0),
    byLot: open.find((o) => o.title.startsWith('Behind the scenes')),
    kept: open.find((o) => o.title.startsWith('Cook')),
    off: occurrences.find((o) => o.state === 'cancelled'),
    running: occurrences.find((o) => o.state === 'started'),
    typed: new Set([cost, how_hard, what_to_bring]),
    walk,
    cooking: occurrences.find((o) => o.title === 'Cook soup together') ?? walk,
    full: open.find((o) => o.taken >= o.places),
    ballot: ballots.find((b) => b.state === 'open'),
    settled: ballots.find((b) => b.state === 'settled'),
    idea: ideas.toSorted((a, b) => b.interest - a.interest)[0],
    toCome: conversations.find((c) => c.state === 'planned'),
    writtenUp: conversations.find((c) => c.state === 'written_up'),
    asked: ideas.find((i) => i.text.startsWith('A knitting circle')), // money is asked for it
    alike: ideas.find((i) => i.text.startsWith('A corner with books')),
  };
}

/** Routes by who opens them: `anybody` is not signed in. Names are those of the files in docs/screens. */
export function everyScreen({ walk, cooking, full, ballot, settled, idea, asked, alike, toCome, writtenUp, sheet, byLot, kept, off, running }) {
  return {
    anybody: { 'sign-in': '/sign-in', kiosk: '/kiosk', tablet: '/tablet', 'forgot-pin': '/forgot-pin', 'not-found': '/no/such/page' },
    member: {
      home: '/',
      ideas: '/ideas',
      idea: `/ideas/${idea.id}`,
      'idea-money': `/ideas/${asked.id}`,
      decisions: '/decisions',
      rules: '/rules',
      conversations: '/conversations',
      conversation: `/conversations/${toCome.id}`,
      'written-up': `/conversations/${writtenUp.id}`,
      guide: `/conversations/${toCome.id}/host`,
      barriers: '/barriers',
      tallies: '/tallies',
      shifts: '/shifts',
      pattern: '/pattern',
      me: '/me',
      card: '/card',
      confirm: '/confirm',
      calendar: '/calendar',
      messages: '/messages',
      'message-choices': '/message-choices',
      'my-steps': '/my-steps',
      'role-card': '/role-cards/back_marker',
      'my-record': '/my-record',
      activities: '/activities',
      invited: '/invited',
      'just-us': '/just-us',
      activity: `/occurrences/${walk.id}`,
      series: `/series/${walk.activity_id}`,
      'waiting-list': `/occurrences/${full.id}`,
      'safety-notes': `/occurrences/${cooking.id}/notes`,
      'near-miss': '/near-miss',
      'at-home': '/at-home',
      'by-lot': `/occurrences/${byLot.id}`,
      draw: `/occurrences/${byLot.id}/draw`,
      'kept-places': `/occurrences/${kept.id}`,
      'called-off': `/occurrences/${off.id}`,
      'under-way': `/occurrences/${running.id}`,
      ballots: '/ballots',
      ballot: `/ballots/${ballot.id}`,
      outcome: `/ballots/${settled.id}/outcome`,
    },
    lead: {
      'lead-home': '/',
      'to-tell': '/to-tell',
      lead: `/occurrences/${walk.id}/lead`,
      register: `/occurrences/${walk.id}/register`,
      'safety-plan': `/plan/${walk.activity_id}`,
      'out-and-back': `/occurrences/${walk.id}/out`,
      'typed-in': `/occurrences/${walk.id}/typed-in`,
      recover: '/recover',
      'two-ideas': `/ideas/${alike.id}`,
      places: `/occurrences/${walk.id}/places`,
      'passing-on': `/passing-on/${walk.activity_id}`,
      paper: `/occurrences/${sheet.date}/paper`,
      'paper-typed': `/paper/${sheet.id}`,
      'field-notes': '/field-notes',
      'lead-steps': '/my-steps',
      circle: '/circle',
    },
    organiser: {
      'desk-today': '/desk',
      'desk-ideas': '/desk/ideas',
      'desk-ballot': '/desk/ballot',
      'desk-slips': `/desk/slips?ballot=${ballot.id}`,
      'desk-times': '/desk/times',
      'desk-sheet': '/desk/sheet',
      'desk-activity': '/desk/activity',
      'desk-programme': '/desk/programme',
      'desk-series': `/desk/series?activity=${walk.activity_id}`,
      'desk-calendars': '/desk/calendars',
      'change-date': `/occurrences/${walk.id}/change`,
      'desk-agreements': '/desk/agreements',
      'desk-safety': '/desk/safety',
      'safety-agree': `/plan/${cooking.activity_id}`,
      'desk-people': '/desk/people',
      'desk-present': '/desk/present',
      'desk-slides': '/desk/present?slide=2',
      'desk-slides-ideas': '/desk/present?slide=4',
      'desk-first-win': '/desk/first-win',
      'desk-listening': '/desk/listening',
      'desk-background': '/desk/background',
    },
  };
}

/** Nothing is being fetched and what is drawn stays as it is: no bars of sand any more. */
export async function settled(page) {
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.waitForFunction(() => {
    const shown = document.querySelector('main, [role=main]');
    return shown && !document.querySelector('.skeleton') && !document.querySelector('[aria-busy=true]');
  });
  await page.evaluate(() => document.fonts.ready);
}
