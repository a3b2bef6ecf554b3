// As expo-router/entry, made quicker to the first screen. It is drawn in one go: as a transition React would stop every 5 ms
// to let the browser draw, which until then has nothing new to draw. And nothing here writes to the page's head by <Head>.
import '@expo/metro-runtime';
import { registerRootComponent } from 'expo';
import { ctx } from 'expo-router/_ctx';
import { ExpoRoot } from 'expo-router/build/ExpoRoot';
import { createElement } from 'react';

registerRootComponent(() => createElement(ExpoRoot, { context: ctx }));
