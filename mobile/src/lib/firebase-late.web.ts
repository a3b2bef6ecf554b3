/** Fetched when a member wants to be told in this browser. */
export const loadFirebase = () => import('./firebase.web');
