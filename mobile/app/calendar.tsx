export { CalendarScreen as default } from '@/features/calendars/screens/calendar-screen';
