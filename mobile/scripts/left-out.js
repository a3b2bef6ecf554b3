// What the web bundle leaves out of its packages, by the beginning of its path (metro.config.js): nothing here says it, but what
// is said lists it. Lists that scroll by windows, moving pictures, headers and links of the router's own, drawings read from files.
// Nothing of ours may use these: tests/bundle.test.js.
const inRouter = [
  // Its own pages: the map of the routes is off (app.json), and the page for an unknown address is ours.
  'views/Sitemap.js',
  'views/Unmatched.js',
  'views/Navigator.js',
  'views/Toast.js',
  // Links with previews: ours are buttons with an address.
  'link/Link.js',
  // Headers, their buttons and menus.
  'react-navigation/elements/index.js',
  'layouts/stack-utils/toolbar/',
  'layouts/stack-utils/StackSearchBar.js',
  'native-tabs/',
  // The bar of the tabs is ours, and they do not move.
  'react-navigation/bottom-tabs/TransitionConfigs/',
  'react-navigation/bottom-tabs/utils/',
  'react-navigation/bottom-tabs/views/BottomTabBar.js',
  'react-navigation/bottom-tabs/views/BottomTabItem.js',
  // The navigation as it is without files for routes: the router has forks of all of it.
  'react-navigation/core/StaticNavigation.js',
  'react-navigation/core/getStateFromPath.js',
  'react-navigation/core/getPathFromState.js',
  'react-navigation/native/Link.js',
  'react-navigation/native/NavigationContainer.js',
  'react-navigation/native/ServerContainer.js',
  'react-navigation/native/createStaticNavigation.js',
  'react-navigation/native/useLinkBuilder.js',
  'react-navigation/native/useLinkProps.js',
  'react-navigation/native/useLinkTo.js',
  'react-navigation/native/useLinking.js',
  'react-navigation/native/useRoutePath.js',
  'react-navigation/native/useScrollToTop.js',
  'react-navigation/routers/DrawerRouter.js',
];
const inReactNativeWeb = [
  'exports/Animated/',
  'exports/FlatList/',
  'exports/SectionList/',
  'exports/VirtualizedList/',
  'vendor/react-native/Animated/',
  'vendor/react-native/FlatList/',
  'vendor/react-native/SectionList/',
  'vendor/react-native/VirtualizedList/',
  'vendor/react-native/VirtualizedSectionList/',
];
// No drawing of ours is pressed, and none is turned by a list of turns.
const inSvg = ['lib/SvgTouchableMixin.js', 'lib/extract/extractTransform.js'];
module.exports = [
  ...inRouter.map((path) => `expo-router/build/${path}`),
  ...inReactNativeWeb.map((path) => `react-native-web/dist/${path}`),
  ...inSvg.map((path) => `react-native-svg/lib/module/${path}`),
];
