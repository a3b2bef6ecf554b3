// The share sheet on Android: a calendar sent to the app (SEND, the file beside the intent) is read as one opened with
// it (VIEW, the file as its address), which the app knows already. React Native's Linking hands over addresses only.
const { withMainActivity } = require('expo/config-plugins');

const imports = ['android.content.Intent', 'android.net.Uri', 'androidx.core.content.IntentCompat'];
const functions = `
  /** A calendar that was shared with the app is one that was opened with it. */
  private fun openWhatIsShared(intent: Intent?) {
    if (intent?.action != Intent.ACTION_SEND) return
    val file = IntentCompat.getParcelableExtra(intent, Intent.EXTRA_STREAM, Uri::class.java) ?: return
    intent.action = Intent.ACTION_VIEW
    intent.setDataAndType(file, intent.type)
  }

  override fun onNewIntent(intent: Intent) {
    openWhatIsShared(intent)
    super.onNewIntent(intent)
  }
`;

/** Throws when Expo's own activity no longer has the places that this is put into. */
function patched(source) {
  if (source.includes('openWhatIsShared')) return source;
  const begin = /class MainActivity : ReactActivity\(\) \{\n/;
  const create = /override fun onCreate\(savedInstanceState: Bundle\?\) \{\n/;
  if (!begin.test(source) || !create.test(source) || source.includes('onNewIntent'))
    throw new Error('MainActivity is not what share-calendar.js expects: look at it again.');
  const missing = imports.filter((name) => !source.includes(`import ${name}\n`));
  return source
    .replace(/(package [^\n]+\n)/, `$1\n${missing.map((name) => `import ${name}\n`).join('')}`)
    .replace(begin, (found) => found + functions)
    .replace(create, (found) => `${found}    openWhatIsShared(intent)\n`);
}

module.exports = (config) =>
  withMainActivity(config, (mod) => {
    mod.modResults.contents = patched(mod.modResults.contents);
    return mod;
  });
