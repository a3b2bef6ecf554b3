/** @type {import('jest').Config} */
module.exports = {
  preset: 'jest-expo',
  testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}', '<rootDir>/tests/**/*.test.{js,ts,tsx}'],
  setupFilesAfterEnv: ['<rootDir>/tests/setup.ts'],
  moduleNameMapper: {
    // Only by these names: a pattern such as ./store would catch every package's own store.
    '^@/outbox/store$': '<rootDir>/src/outbox/store.memory.ts',
    '^@/cache/store$': '<rootDir>/src/cache/store.memory.ts',
    '^@/lib/keep$': '<rootDir>/src/lib/keep.memory.ts',
    '^@/lib/random$': '<rootDir>/src/lib/random.web.ts',
    '^@/lib/firebase-late.web$': '<rootDir>/src/lib/firebase-late.now.ts',
    '^@/words/load$': '<rootDir>/src/words/load.now.ts',
    '^../components/merge-lazy$': '<rootDir>/src/features/ideas/components/merge-parts.ts',
    '^@/(.*)$': '<rootDir>/src/$1',
  },
};
