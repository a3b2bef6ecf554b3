const { getDefaultConfig } = require('expo/metro-config');
const leftOut = require('./scripts/left-out');

const config = getDefaultConfig(__dirname);
// The router sets flags of native screens; on the web they mean nothing, and the whole package would start for them.
const flagsOf = 'expo-router/build/screensFeatureFlags.js';
// What a package lists is more than what is used of it: our own lists and views stand in for these, on the web.
const ours = {
  'react-native-web/dist/index.js': 'react-native-web.js',
  'expo-router/build/index.js': 'expo-router.js',
  'expo-router/build/react-navigation/native-stack/views/NativeStackView.js': 'stack-view.js',
  'expo-router/build/react-navigation/bottom-tabs/views/BottomTabView.js': 'tab-view.js',
  'expo-router/build/react-navigation/elements/Background.js': 'background.js',
  'react-native-svg/lib/module/index.js': 'svg.js',
};
config.resolver.resolveRequest = (context, asked, platform) => {
  // The router's toolbars on phones bring a whole set of system controls, and worklets with it: we have no toolbar (tests/bundle.test.js).
  if (platform !== 'web' && /^@expo\/ui(\/|$)/.test(asked)) return { type: 'empty' };
  const isForFlags = asked === 'react-native-screens' && context.originModulePath.endsWith(flagsOf);
  const name = platform === 'web' && isForFlags ? 'react-native-screens/lib/module/flags' : asked;
  const found = context.resolveRequest(context, name, platform);
  if (platform !== 'web' || found.type !== 'sourceFile') return found;
  const within = found.filePath.split('/node_modules/').pop();
  if (leftOut.some((part) => within?.startsWith(part))) return { type: 'empty' };
  if (ours[within]) return { type: 'sourceFile', filePath: `${__dirname}/src/lib/${ours[within]}` };
  return found;
};
// A module runs when something of it is used first: most of what the bundle holds is not part of the first screen.
const asExpoDoes = config.transformer.getTransformOptions;
config.transformer.getTransformOptions = async (entries, options, dependenciesOf) =>
  options.platform === 'web'
    ? { transform: { experimentalImportSupport: true, inlineRequires: true } }
    : asExpoDoes(entries, options, dependenciesOf);
// The web's scripts are UTF-8 as they are: an Urdu letter written as \\u0627 takes three times the room.
config.transformer.minifierConfig.output.ascii_only = false;
module.exports = config;
