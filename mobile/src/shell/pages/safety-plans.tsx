// One late piece for all of it: what two late pieces share would ride in the first script.
export { default as NotesRow } from '@/features/safety/components/notes-row';
export { WaitingRow } from '@/features/safety/components/waiting-row';
export { NotesScreen } from '@/features/safety/screens/notes-screen';
export { PlanScreen } from '@/features/safety/screens/plan-screen';
export { QueueScreen } from '@/features/safety/screens/queue-screen';
