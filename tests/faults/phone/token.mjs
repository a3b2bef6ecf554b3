// A phone's session: the token goes as a header, no cookies either way (mobile/src/session/token.ts, without secure storage).
export const credentials = 'omit';
export async function authorise(headers) {
  headers.set('X-Client', 'native');
  headers.set('X-Session-Token', process.env.PHONE_TOKEN);
}
export const forgetCsrf = async () => false;
