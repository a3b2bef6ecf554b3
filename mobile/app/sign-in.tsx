export { SignInScreen as default } from '@/features/signin/screens/sign-in-screen';
