// Lists that scroll by windows, and lists and pictures that move, come with react-native-web's own list of parts and with
// Animated, and nothing here uses them: see tests/bundle.test.js.
const { getDefaultConfig } = require('expo/metro-config');

const config = getDefaultConfig(__dirname);
const parts = `${__dirname}/src/lib/react-native-web.js`;
const unused = [
  'exports/FlatList/index.js',
  'exports/SectionList/index.js',
  'exports/VirtualizedList/index.js',
  'vendor/react-native/VirtualizedList/index.js',
  'vendor/react-native/VirtualizedSectionList/index.js',
  'vendor/react-native/FlatList/index.js',
  'vendor/react-native/SectionList/index.js',
  'vendor/react-native/Animated/components/AnimatedFlatList.js',
  'vendor/react-native/Animated/components/AnimatedImage.js',
  'vendor/react-native/Animated/components/AnimatedScrollView.js',
  'vendor/react-native/Animated/components/AnimatedSectionList.js',
].map((f) => `react-native-web/dist/${f}`);
// The router sets flags of native screens; on the web they mean nothing, and the whole package would start for them.
const flagsOf = 'expo-router/build/screensFeatureFlags.js';
config.resolver.resolveRequest = (context, asked, platform) => {
  const isForFlags = asked === 'react-native-screens' && context.originModulePath.endsWith(flagsOf);
  const name = platform === 'web' && isForFlags ? 'react-native-screens/lib/module/flags' : asked;
  const found = context.resolveRequest(context, name, platform);
  if (platform !== 'web' || found.type !== 'sourceFile') return found;
  if (unused.some((f) => found.filePath.endsWith(f))) return { type: 'empty' };
  if (found.filePath.endsWith('react-native-web/dist/index.js')) return { type: 'sourceFile', filePath: parts };
  return found;
};
// A module runs when something of it is used first: most of what the bundle holds is not part of the first screen.
const asExpoDoes = config.transformer.getTransformOptions;
config.transformer.getTransformOptions = async (entries, options, dependenciesOf) =>
  options.platform === 'web'
    ? { transform: { experimentalImportSupport: true, inlineRequires: true } }
    : asExpoDoes(entries, options, dependenciesOf);
module.exports = config;
