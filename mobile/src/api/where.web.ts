/** The web client is served by the server it talks to. */
export const base = '';
