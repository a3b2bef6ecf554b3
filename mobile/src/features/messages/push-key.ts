/** Whether push is set up at all, and whether it reaches this device. */
export const pushKey = ['push'] as const;
