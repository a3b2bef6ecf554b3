// One late piece for all of it: what two late pieces share would ride in the first script.
export { default as OwnNumberCard } from '@/features/safety/components/own-number';
export { default as SafetyRows } from '@/features/safety/components/safety-rows';
export { AtHomeScreen } from '@/features/safety/screens/at-home-screen';
export { LearningScreen } from '@/features/safety/screens/learning-screen';
export { NearMissScreen } from '@/features/safety/screens/near-miss-screen';
export { OutScreen } from '@/features/safety/screens/out-screen';
export { TypedInScreen } from '@/features/safety/screens/typed-in-screen';
