export { ConfirmScreen as default } from '@/features/people/screens/confirm-screen';
