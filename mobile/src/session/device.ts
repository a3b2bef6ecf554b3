import { Platform } from 'react-native';

/** How this device is named in the list of sessions: kind and system, nothing that is unique. */
export const deviceWords = (): string => (Platform.OS === 'ios' ? 'Aftershift on iPhone' : 'Aftershift on Android');
