import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/background/screens/desk-background-screen')).DeskBackgroundScreen,
  }),
  'background',
  'desk',
);
