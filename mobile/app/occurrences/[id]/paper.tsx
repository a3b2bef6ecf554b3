import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/paper/screens/sheets-screen')).SheetsScreen,
  }),
  'paper',
);
