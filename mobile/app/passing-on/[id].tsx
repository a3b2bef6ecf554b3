import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(() => import('@/shell/pages/lead-passing'), 'passing');
