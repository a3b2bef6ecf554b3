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
  get Animated() {
    return require('react-native-web/dist/exports/Animated').default;
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
  get Clipboard() {
    return require('react-native-web/dist/exports/Clipboard').default;
  },
  get Dimensions() {
    return require('react-native-web/dist/exports/Dimensions').default;
  },
  get Easing() {
    return require('react-native-web/dist/exports/Easing').default;
  },
  get I18nManager() {
    return require('react-native-web/dist/exports/I18nManager').default;
  },
  get Keyboard() {
    return require('react-native-web/dist/exports/Keyboard').default;
  },
  get InteractionManager() {
    return require('react-native-web/dist/exports/InteractionManager').default;
  },
  get LayoutAnimation() {
    return require('react-native-web/dist/exports/LayoutAnimation').default;
  },
  get Linking() {
    return require('react-native-web/dist/exports/Linking').default;
  },
  get NativeEventEmitter() {
    return require('react-native-web/dist/exports/NativeEventEmitter').default;
  },
  get PanResponder() {
    return require('react-native-web/dist/exports/PanResponder').default;
  },
  get PixelRatio() {
    return require('react-native-web/dist/exports/PixelRatio').default;
  },
  get Platform() {
    return require('react-native-web/dist/exports/Platform').default;
  },
  get Share() {
    return require('react-native-web/dist/exports/Share').default;
  },
  get StyleSheet() {
    return require('react-native-web/dist/exports/StyleSheet').default;
  },
  get UIManager() {
    return require('react-native-web/dist/exports/UIManager').default;
  },
  get Vibration() {
    return require('react-native-web/dist/exports/Vibration').default;
  },
  get ActivityIndicator() {
    return require('react-native-web/dist/exports/ActivityIndicator').default;
  },
  get Button() {
    return require('react-native-web/dist/exports/Button').default;
  },
  get CheckBox() {
    return require('react-native-web/dist/exports/CheckBox').default;
  },
  get Image() {
    return require('react-native-web/dist/exports/Image').default;
  },
  get ImageBackground() {
    return require('react-native-web/dist/exports/ImageBackground').default;
  },
  get InputAccessoryView() {
    return require('react-native-web/dist/exports/InputAccessoryView').default;
  },
  get KeyboardAvoidingView() {
    return require('react-native-web/dist/exports/KeyboardAvoidingView').default;
  },
  get Modal() {
    return require('react-native-web/dist/exports/Modal').default;
  },
  get Picker() {
    return require('react-native-web/dist/exports/Picker').default;
  },
  get Pressable() {
    return require('react-native-web/dist/exports/Pressable').default;
  },
  get ProgressBar() {
    return require('react-native-web/dist/exports/ProgressBar').default;
  },
  get RefreshControl() {
    return require('react-native-web/dist/exports/RefreshControl').default;
  },
  get SafeAreaView() {
    return require('react-native-web/dist/exports/SafeAreaView').default;
  },
  get ScrollView() {
    return require('react-native-web/dist/exports/ScrollView').default;
  },
  get StatusBar() {
    return require('react-native-web/dist/exports/StatusBar').default;
  },
  get Switch() {
    return require('react-native-web/dist/exports/Switch').default;
  },
  get Text() {
    return require('react-native-web/dist/exports/Text').default;
  },
  get TextInput() {
    return require('react-native-web/dist/exports/TextInput').default;
  },
  get Touchable() {
    return require('react-native-web/dist/exports/Touchable').default;
  },
  get TouchableHighlight() {
    return require('react-native-web/dist/exports/TouchableHighlight').default;
  },
  get TouchableNativeFeedback() {
    return require('react-native-web/dist/exports/TouchableNativeFeedback').default;
  },
  get TouchableOpacity() {
    return require('react-native-web/dist/exports/TouchableOpacity').default;
  },
  get TouchableWithoutFeedback() {
    return require('react-native-web/dist/exports/TouchableWithoutFeedback').default;
  },
  get View() {
    return require('react-native-web/dist/exports/View').default;
  },
  get YellowBox() {
    return require('react-native-web/dist/exports/YellowBox').default;
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
