export { MyShiftsScreen as default } from '@/features/shifts/screens/my-shifts-screen';
