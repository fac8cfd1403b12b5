import { join } from 'node:path';
import type { BackupScope } from './platform/backup.server';

/** Sign-ins, invitations, counters, remembered answers and who practises: a restored installation starts without them. */
const SHORT_LIVED = [
	'session',
	'one_time_link',
	'rate_limit',
	'idempotent_request',
	'practice',
	'sign_in_attempt',
	'spent_logout_token'
];

/** Where the server keeps the backups it makes by itself. */
export const backupDir = (dataDir: string): string => join(dataDir, 'backups');

/**
 * What a backup of Omatt holds besides its tables.
 * @param keys whether keys of the installation are part of it
 */
export const backupScope = (dataDir: string, { keys = true } = {}): BackupScope => ({
	shortLived: SHORT_LIVED,
	inUse: 'organisation',
	folders: { photos: join(dataDir, 'photos') },
	secrets: keys ? { 'secret-key': join(dataDir, 'secret-key') } : {}
});
