export { JoinScreen as default } from '@/features/signin/screens/join-screen';
