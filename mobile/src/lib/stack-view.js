// On the web, in place of expo-router's own view of a stack: without its header, which no page here shows, and without what
// only the header needs (moving values, colours, pictures). The screens under the top one stay, hidden.
import { SafeAreaProviderCompat } from 'expo-router/build/react-navigation/elements/SafeAreaProviderCompat';
import { Screen } from 'expo-router/build/react-navigation/elements/Screen';
import { StyleSheet, View } from 'react-native';

export function NativeStackView({ state, descriptors }) {
  return (
    <SafeAreaProviderCompat>
      {state.routes.map((route, at) => {
        const { options, navigation, render } = descriptors[route.key];
        const isOnTop = at === state.index;
        return (
          <Screen
            key={route.key}
            focused={isOnTop}
            route={route}
            navigation={navigation}
            headerShown={false}
            style={[StyleSheet.absoluteFill, { display: isOnTop ? 'flex' : 'none' }]}
          >
            <View style={[{ flex: 1 }, options.contentStyle]}>{render()}</View>
          </Screen>
        );
      })}
    </SafeAreaProviderCompat>
  );
}
