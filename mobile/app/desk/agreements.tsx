import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(async () => ({
  default: (await import('@/features/safety/screens/queue-screen')).QueueScreen,
}));
