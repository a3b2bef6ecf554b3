import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(async () => ({
  default: (await import('@/features/shifts/screens/desk-sheet-screen')).DeskSheetScreen,
}));
