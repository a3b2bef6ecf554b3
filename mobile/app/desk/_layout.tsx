import { Stack } from 'expo-router';

export default function DeskLayout() {
  return <Stack screenOptions={{ headerShown: false }} />;
}
