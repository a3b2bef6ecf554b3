// A browser keeps no reminders, and is not pushed to yet.
export type Allowed = 'yes' | 'no' | 'ask';
export const canShow = false;
export const allowed = async (): Promise<Allowed> => 'no';
export const askToShow = async (_channel: string): Promise<Allowed> => 'no';
