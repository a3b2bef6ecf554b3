export { RecoverScreen as default } from '@/features/me/screens/recover-screen';
