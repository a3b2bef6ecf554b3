export { DeskBallotScreen as default } from '@/features/ballots/screens/desk-ballot-screen';
