import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(() => import('@/shell/pages/just-us'), 'just_us');
