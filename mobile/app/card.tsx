export { CardScreen as default } from '@/features/me/screens/card-screen';
