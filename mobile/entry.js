// Where the app starts. The web has a start of its own: entry.web.js.
import 'expo-router/entry';
