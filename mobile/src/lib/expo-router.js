// What this app uses of expo-router on the web. The package's own list brings along links with previews, native tabs, a map of the
// routes and headers, none of which is ever shown. metro.config.js puts this one in its place; tests/bundle.test.js guards it.
module.exports = {
  __esModule: true,
  get Redirect() {
    return require('expo-router/build/link/Redirect').Redirect;
  },
  get router() {
    return require('expo-router/build/imperative-api').router;
  },
  get Stack() {
    return require('expo-router/build/layouts/StackClient').default;
  },
  get Tabs() {
    return require('expo-router/build/layouts/TabsClient').default;
  },
  get useFocusEffect() {
    return require('expo-router/build/useFocusEffect').useFocusEffect;
  },
  get useLocalSearchParams() {
    return require('expo-router/build/hooks').useLocalSearchParams;
  },
};
