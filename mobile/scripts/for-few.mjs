const web = (names) => new RegExp(`(^|/)_expo/static/js/web/(${names.join('|')})-\\w+\\.js$`);
/** The words of one language, by themselves; English is part of the app. */
const LANGUAGE = web(['[a-z]{2}']);
/** What most phones never open, by how its files are called: a page of the desk is `desk-…`, one of who leads a date `lead-…`. */
const OF_FEW = web([
  'desk-[a-z-]+', // the organiser's desk
  'present-[a-z-]+', // the big screen
  '(kiosk|tablet)-[a-z-]+', // the shared tablet
  '(type-)?sheets?-screen', // paper sheets
  'host-[a-z-]+', // who has a conversation
  'lead(-[a-z-]+)?', // who leads a date; a lead's phone fetches these beforehand (shell/lead-pieces.ts)
  'register(-[a-z-]+)?',
  'tell-about',
  'to-tell-screen', // connectors
  'places',
  'words-(desk|out|presenting|safety|tablet|work)',
  'firebase(\\.web)?', // who wants to be told in a browser
]);
/** What says nothing without signal before it was opened once. */
const READ_ONCE = web([
  'outcome-screen',
  'safety-plans',
  'draw',
  'decisions-screen',
  'rules-screen',
  'calendar-screen',
  'words-calendars',
  'steps-screen',
  'record-screen',
  'role-card-screen',
  'watch',
  'words-steps',
  'join-screen',
  'forgot-pin-screen',
  'recover-screen',
]);
export const isLanguage = (path) => LANGUAGE.test(path);
/** Pieces that a phone fetches when it wants them first (worker.js); all others it fetches with the release. */
export const isForFew = (path) => [LANGUAGE, OF_FEW, READ_ONCE].some((few) => few.test(path));
