import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(
  async () => ({ default: (await import('@/shell/pages/lead-out')).LearningScreen }),
  'out',
  'safety',
);
