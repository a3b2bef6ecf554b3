import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(() => import('@/shell/pages/desk-first-win'), 'safety', 'desk');
