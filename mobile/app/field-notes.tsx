import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({
    default: (await import('@/features/listening/screens/field-notes-screen')).FieldNotesScreen,
  }),
  'listening',
);
