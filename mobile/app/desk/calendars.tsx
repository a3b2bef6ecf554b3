import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({ default: (await import('@/features/calendars/screens/desk-calendars-screen')).DeskCalendarsScreen }),
  'calendars',
  'desk',
);
