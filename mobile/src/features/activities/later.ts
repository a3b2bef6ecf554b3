// Scripts that come after the page, each asked for when it is needed first; tests put them in at once.
export const loadAbout = () => import('./components/about');
export const loadDriverTicks = () => import('./components/driver-ticks');
export const loadMeetPhoto = () => import('./components/meet-photo');
export const loadTellAbout = () => import('./components/tell-about');
