/** A browser keeps no reminders, and is not pushed to yet. */
export const PhoneMessages = () => null;
