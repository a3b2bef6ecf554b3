// The list of react-native-web's parts. Its own list runs every part when one is asked for, half of them for nothing;
// here a part runs when it is used first. metro.config.js puts this one in its place; tests/bundle.test.js compares the two.
module.exports = {
  __esModule: true,
  get unstable_createElement() {
    return require('react-native-web/dist/exports/createElement').default;
  },
  get findNodeHandle() {
    return require('react-native-web/dist/exports/findNodeHandle').default;
  },
  get processColor() {
    return require('react-native-web/dist/exports/processColor').default;
  },
  get render() {
    return require('react-native-web/dist/exports/render').default;
  },
  get unmountComponentAtNode() {
    return require('react-native-web/dist/exports/unmountComponentAtNode').default;
  },
  get NativeModules() {
    return require('react-native-web/dist/exports/NativeModules').default;
  },
  get AccessibilityInfo() {
    return require('react-native-web/dist/exports/AccessibilityInfo').default;
  },
  get Alert() {
    return require('react-native-web/dist/exports/Alert').default;
  },
  get Appearance() {
    return require('react-native-web/dist/exports/Appearance').default;
  },
  get AppRegistry() {
    return require('react-native-web/dist/exports/AppRegistry').default;
  },
  get AppState() {
    return require('react-native-web/dist/exports/AppState').default;
  },
  get AssetRegistry() {
    return require('react-native-web/dist/exports/AssetRegistry').default;
  },
  get BackHandler() {
    return require('react-native-web/dist/exports/BackHandler').default;
  },
  get Dimensions() {
    return require('react-native-web/dist/exports/Dimensions').default;
  },
  get I18nManager() {
    return require('react-native-web/dist/exports/I18nManager').default;
  },
  get Keyboard() {
    return require('react-native-web/dist/exports/Keyboard').default;
  },
  get Linking() {
    return require('react-native-web/dist/exports/Linking').default;
  },
  get NativeEventEmitter() {
    return require('react-native-web/dist/exports/NativeEventEmitter').default;
  },
  get PixelRatio() {
    return require('react-native-web/dist/exports/PixelRatio').default;
  },
  get Platform() {
    return require('react-native-web/dist/exports/Platform').default;
  },
  get StyleSheet() {
    return require('react-native-web/dist/exports/StyleSheet').default;
  },
  get UIManager() {
    return require('react-native-web/dist/exports/UIManager').default;
  },
  get InputAccessoryView() {
    return require('react-native-web/dist/exports/InputAccessoryView').default;
  },
  get Modal() {
    return require('react-native-web/dist/exports/Modal').default;
  },
  get Pressable() {
    return require('react-native-web/dist/exports/Pressable').default;
  },
  get RefreshControl() {
    return require('react-native-web/dist/exports/RefreshControl').default;
  },
  get ScrollView() {
    return require('react-native-web/dist/exports/ScrollView').default;
  },
  get StatusBar() {
    return require('react-native-web/dist/exports/StatusBar').default;
  },
  get Text() {
    return require('react-native-web/dist/exports/Text').default;
  },
  get TextInput() {
    return require('react-native-web/dist/exports/TextInput').default;
  },
  get View() {
    return require('react-native-web/dist/exports/View').default;
  },
  get LogBox() {
    return require('react-native-web/dist/exports/LogBox').default;
  },
  get DeviceEventEmitter() {
    return require('react-native-web/dist/exports/DeviceEventEmitter').default;
  },
  get useColorScheme() {
    return require('react-native-web/dist/exports/useColorScheme').default;
  },
  get useLocaleContext() {
    return require('react-native-web/dist/exports/useLocaleContext').default;
  },
  get useWindowDimensions() {
    return require('react-native-web/dist/exports/useWindowDimensions').default;
  },
};
