export { IdeaScreen as default } from '@/features/ideas/screens/idea-screen';
