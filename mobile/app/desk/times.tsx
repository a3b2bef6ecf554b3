export { DeskTimesScreen as default } from '@/features/shifts/screens/desk-times-screen';
