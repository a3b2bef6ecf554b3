export { IdeasScreen as default } from '@/features/ideas/screens/ideas-screen';
