export { DeskPeopleScreen as default } from '@/features/people/screens/desk-people-screen';
