export { calendars as words } from '@/features/calendars/words';
