// On the web, in place of expo-router's own view of tabs: the bar is ours (shell/tabs.tsx), nothing moves, and no header is
// shown. A tab is drawn when it is opened first, and stays under the others from then on.
import { SafeAreaProviderCompat } from 'expo-router/build/react-navigation/elements/SafeAreaProviderCompat';
import { Screen } from 'expo-router/build/react-navigation/elements/Screen';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';

export function BottomTabView({ state, descriptors, navigation, tabBar }) {
  const here = state.routes[state.index].key;
  const [opened, setOpened] = useState([here]);
  if (!opened.includes(here)) setOpened([...opened, here]);
  return (
    <SafeAreaProviderCompat style={{ flexDirection: 'column' }}>
      <View style={{ flex: 1, overflow: 'hidden' }}>
        {state.routes
          .filter((route) => route.key === here || opened.includes(route.key))
          .map((route) => {
            const { options, navigation: own, render } = descriptors[route.key];
            const isHere = route.key === here;
            return (
              <View key={route.key} style={[StyleSheet.absoluteFill, { zIndex: isHere ? 0 : -1 }]}>
                <Screen focused={isHere} route={route} navigation={own} headerShown={false} style={options.sceneStyle}>
                  {render()}
                </Screen>
              </View>
            );
          })}
      </View>
      {tabBar({ state, descriptors, navigation })}
    </SafeAreaProviderCompat>
  );
}
