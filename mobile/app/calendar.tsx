import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/calendars/screens/calendar-screen')).CalendarScreen,
  }),
  'calendars',
);
