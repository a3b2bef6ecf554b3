// As expo-router/entry, made quicker to the first screen. It is drawn in one go: as a transition React would stop every 5 ms
// to let the browser draw, which until then has nothing new to draw. And nothing here writes to the page's head by <Head>.
import '@expo/metro-runtime';
import { registerRootComponent } from 'expo';
import { ctx } from 'expo-router/_ctx';
import { ExpoRoot } from 'expo-router/build/ExpoRoot';
import { createElement } from 'react';

registerRootComponent(() => createElement(ExpoRoot, { context: ctx }));

// What several late pieces share comes with the first of them, not with the first screen (scripts/build-sw.mjs names it).
// Below, as `expo` runs when it is used first, and sets how pieces are loaded.
const loader = `${globalThis.__METRO_GLOBAL_PREFIX__ ?? ''}__loadBundleAsync`;
const load = globalThis[loader];
const shared = document.getElementById('shared-script')?.getAttribute('href');
let asked;
const loadShared = () => {
  asked ??= load(shared).catch((why) => {
    asked = undefined;
    throw why;
  });
  return asked;
};
// A late piece that is itself shared has no file of its own to wait for: who opens one waits for this (shell/lazy-page.tsx).
if (load && shared) globalThis.__loadShared = loadShared;
if (load && shared) globalThis[loader] = (piece) => Promise.all([loadShared(), load(piece)]).then(() => undefined);
