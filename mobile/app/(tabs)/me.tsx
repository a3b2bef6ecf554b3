export { MeScreen as default } from '@/features/me/screens/me-screen';
