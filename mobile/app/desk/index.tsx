import { lazyPage } from '@/shell/lazy-page';

export default lazyPage(() => import('@/shell/pages/desk-today'), 'desk', 'messages', 'passing', 'presenting');
