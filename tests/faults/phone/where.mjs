export const base = process.env.PHONE_SERVER;
