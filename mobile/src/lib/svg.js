// On the web, in place of react-native-svg's own list: its elements, without what reads drawings from files or from the network.
export * from 'react-native-svg/lib/module/elements.web';
export { default } from 'react-native-svg/lib/module/elements.web';
