import Constants from 'expo-constants';

/** A phone has to be told where the server is; it is fixed when the app is built (app.config.ts). */
export const base: string = (Constants.expoConfig?.extra?.server as string | undefined) ?? '';
