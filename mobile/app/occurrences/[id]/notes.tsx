import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(async () => ({ default: (await import('@/shell/pages/safety-plans')).NotesScreen }), 'plan');
