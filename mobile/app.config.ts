// What differs from one server to another is fixed when the app is built: AFTERSHIFT_SERVER=https://aftershift.example.org
import type { ConfigContext, ExpoConfig } from 'expo/config';

export default ({ config }: ConfigContext): ExpoConfig => {
  const server = process.env.AFTERSHIFT_SERVER ?? 'https://aftershift.example.org';
  const { host, protocol } = new URL(server);
  if (protocol !== 'https:')
    throw new Error('AFTERSHIFT_SERVER has to be an https address: a phone sends nothing in clear.');
  return {
    ...config,
    name: config.name ?? 'Aftershift',
    slug: config.slug ?? 'aftershift',
    ios: {
      ...config.ios,
      associatedDomains: [`applinks:${host}`],
      infoPlist: {
        ...config.ios?.infoPlist,
        // "Open in" and the share sheet: iOS copies the calendar into the app's own inbox, so no permission is asked.
        CFBundleDocumentTypes: [
          {
            CFBundleTypeName: 'Calendar',
            CFBundleTypeRole: 'Viewer',
            LSHandlerRank: 'Alternate',
            LSItemContentTypes: ['com.apple.ical.ics'],
          },
        ],
        UTImportedTypeDeclarations: [
          {
            UTTypeIdentifier: 'com.apple.ical.ics',
            UTTypeConformsTo: ['public.text'],
            UTTypeTagSpecification: {
              'public.filename-extension': ['ics'],
              'public.mime-type': ['text/calendar'],
            },
          },
        ],
        LSSupportsOpeningDocumentsInPlace: false,
        // Nothing goes out in clear text, as on Android.
        NSAppTransportSecurity: { NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: false },
      },
    },
    android: {
      ...config.android,
      // The Firebase project's own file; without it the app is built and works, and is not pushed to.
      ...(process.env.GOOGLE_SERVICES_FILE && { googleServicesFile: process.env.GOOGLE_SERVICES_FILE }),
      intentFilters: [
        {
          action: 'VIEW',
          autoVerify: true,
          category: ['BROWSABLE', 'DEFAULT'],
          data: [{ scheme: 'https', host, pathPrefix: '/join' }],
        },
        // "Open with": a calendar that another app holds. It hands over the right to read this one, so no permission is asked.
        { action: 'VIEW', category: ['DEFAULT'], data: [{ scheme: 'content', mimeType: 'text/calendar' }] },
        // The share sheet: the same, by the way of plugins/share-calendar.js.
        { action: 'SEND', category: ['DEFAULT'], data: [{ mimeType: 'text/calendar' }] },
      ],
    },
    plugins: [...(config.plugins ?? []), './plugins/share-calendar'],
    extra: { ...config.extra, server },
  };
};
