export const noteReached = () => {};
