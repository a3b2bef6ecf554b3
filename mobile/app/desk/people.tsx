import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/people/screens/desk-people-screen')).DeskPeopleScreen,
  }),
  'desk',
  'people',
);
