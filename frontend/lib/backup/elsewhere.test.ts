/** Writes a backup file for tests/backup/test_backup_opens_elsewhere.py, which opens it with another program. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { anEntry, aPhone } from '../store/a-phone';
import { exportBackup } from './backup';

test('a backup file can be written for other programs to open', async () => {
  const to = process.env['GONGYOU_BACKUP_FILE'] ?? join(mkdtempSync(join(tmpdir(), 'gongyou-')), 'backup.age');
  const store = aPhone().tab();
  for (const minutes of [30, 60, 90]) {
    await store.saveAll([{ kind: 'time_entry', body: anEntry({ minutes, note: '夜班' }) }]);
  }

  const { file } = await exportBackup('春-山-水-木-石', store);
  writeFileSync(to, file);

  expect(readFileSync(to).length).toBe(file.length);
});
