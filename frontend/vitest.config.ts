import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: 'frontend',
  test: { include: ['**/*.test.ts'], environment: 'node', reporters: ['default'] },
});
