const web = (names) => new RegExp(`(^|/)_expo/static/js/web/(${names.join('|')})-\\w+\\.js$`);
/** The words of one language, by themselves; English is part of the app. */
const LANGUAGE = web(['[a-z]{2}']);
/** What most phones never open: the desk, big meetings, the shared tablet, paper sheets, who says who has which place. */
const OF_FEW = web([
  'desk-[a-z-]+',
  'present-screen',
  'kiosk-screen',
  'tablet-screen',
  'sheets-screen',
  'type-sheet-screen',
  'places',
  'host-screen',
]);
/** What says nothing without signal before it was opened once. */
const READ_ONCE = web([
  'outcome-screen',
  'safety-plans',
  'draw',
  'decisions-screen',
  'rules-screen',
  'calendar-screen',
  'join-screen',
  'forgot-pin-screen',
  'recover-screen',
]);
export const isLanguage = (path) => LANGUAGE.test(path);
/** Pieces that a phone fetches when it wants them first (worker.js); all others it fetches with the release. */
export const isForFew = (path) => [LANGUAGE, OF_FEW, READ_ONCE].some((few) => few.test(path));
