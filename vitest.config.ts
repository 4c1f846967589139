import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', '**/.data/**']

export default defineConfig({
  test: {
    // Two cores is the machine this must run on; a database or a browser beside the tests takes its share.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Far from China and from UTC: what depends on the machine's zone shows itself here.
    env: { TZ: 'America/St_Johns' },
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['{packages,apps}/*/src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
          exclude: [...exclude, '**/*.pg.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['{packages,apps}/*/src/**/*.pg.test.ts', 'tests/**/*.pg.test.ts'],
          exclude,
          globalSetup: ['tests/kit/cluster.ts'],
        },
      },
    ],
  },
})
