import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(async () => ({ default: (await import('@/features/signin/screens/join-screen')).JoinScreen }));
