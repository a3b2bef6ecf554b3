import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({ default: (await import('@/features/work/screens/desk-work-screen')).DeskWorkScreen }),
  'work',
  'desk',
);
