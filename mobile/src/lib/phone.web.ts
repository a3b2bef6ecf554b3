// A browser keeps no reminders; how it is pushed to stands in letters.web.ts.
export type Allowed = 'yes' | 'no' | 'ask';
export const allowed = async (): Promise<Allowed> => 'no';
export const askToShow = async (_channel: string): Promise<Allowed> => 'no';
