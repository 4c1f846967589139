import { defineConfig } from 'drizzle-kit'

// `casing` stands here and in packages/database/src/client.ts: with one alone, migrations and queries disagree.
export default defineConfig({
  dialect: 'postgresql',
  schema: './packages/database/src/schema/*.ts',
  out: './migrations',
  casing: 'snake_case',
})
