import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/paper/screens/type-sheet-screen')).TypeSheetScreen,
  }),
  'paper',
);
