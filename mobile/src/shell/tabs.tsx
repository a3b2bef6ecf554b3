import { Tabs } from 'expo-router';
import type { Drawing } from '@/design';
import { TabBar } from '@/design';
import { type Key, useWords } from '@/words';

const tabs: { name: string; href: string; drawing: Drawing; word: Key & `common.${string}` }[] = [
  { name: 'index', href: '/', drawing: 'home', word: 'common.home' },
  { name: 'ideas', href: '/ideas', drawing: 'idea', word: 'common.ideas' },
  { name: 'shifts', href: '/shifts', drawing: 'shifts', word: 'common.shifts' },
  { name: 'me', href: '/me', drawing: 'me', word: 'common.me' },
];

/** Home, Ideas, Shifts, Me. A tab shows when its route is there. */
export function TabsLayout() {
  const { say } = useWords();
  return (
    <Tabs
      screenOptions={{ headerShown: false }}
      tabBar={({ state, navigation }) => (
        <TabBar
          tabs={tabs.flatMap((t) => {
            const at = state.routes.findIndex((r) => r.name === t.name);
            if (at < 0) return [];
            return [
              {
                key: t.name,
                drawing: t.drawing,
                word: say(t.word as 'common.home'),
                href: t.href,
                chosen: at === state.index,
                onPress: () => navigation.navigate(t.name),
              },
            ];
          })}
        />
      )}
    />
  );
}
