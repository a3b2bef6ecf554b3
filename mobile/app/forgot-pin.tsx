export { ForgotPinScreen as default } from '@/features/signin/screens/forgot-pin-screen';
