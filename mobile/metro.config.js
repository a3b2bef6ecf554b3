// Lists that scroll by windows come with react-native-web's barrel and with Animated, and nothing here uses them:
// see tests/bundle.test.js.
const { getDefaultConfig } = require('expo/metro-config');

const config = getDefaultConfig(__dirname);
const unused = [
  'exports/FlatList',
  'exports/SectionList',
  'exports/VirtualizedList',
  'vendor/react-native/VirtualizedList',
  'vendor/react-native/VirtualizedSectionList',
  'vendor/react-native/FlatList',
  'vendor/react-native/SectionList',
].map((f) => `react-native-web/dist/${f}/index.js`);
config.resolver.resolveRequest = (context, name, platform) => {
  const found = context.resolveRequest(context, name, platform);
  return platform === 'web' && found.type === 'sourceFile' && unused.some((f) => found.filePath.endsWith(f))
    ? { type: 'empty' }
    : found;
};
module.exports = config;
