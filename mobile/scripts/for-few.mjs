/**
 * Pieces that most phones never open: the desk, the screen of big meetings, the shared tablet, typing slips in, and the words of
 * every language but English. A phone fetches them when it wants them first (worker.js).
 */
export const isForFew = (path) =>
  /(^|\/)_expo\/static\/js\/web\/(desk-[a-z-]+|present-screen|kiosk-screen|[a-z]{2})-\w+\.js$/.test(path);
/** The words of one language, by themselves. */
export const isLanguage = (path) => /(^|\/)_expo\/static\/js\/web\/[a-z]{2}-\w+\.js$/.test(path);
