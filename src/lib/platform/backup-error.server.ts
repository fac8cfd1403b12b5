/** Why a backup or a restore did not happen. */
export type BackupFault =
	| 'noRoom'
	| 'notWritable'
	| 'underWay'
	| 'unreadable'
	| 'damaged'
	| 'newer'
	| 'unfit'
	| 'inUse'
	| 'connected';

/** A backup or restore that cannot be done; the message says why, what is safe and what to do. */
export class BackupError extends Error {
	override name = 'BackupError';
	constructor(
		readonly fault: BackupFault,
		sentence: string,
		options?: ErrorOptions
	) {
		super(sentence, options);
	}
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT', 'EEXIST']);

/** The system's code of an error, such as `ENOSPC`. */
export const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

const pathOf = (error: unknown): string => String((error as { path?: unknown } | null)?.path ?? '');

/**
 * A fault of the disk while writing below `dir`, as a sentence; any other error as it is.
 * @param after what stands and what to do, such as "Older backups stay. …"
 */
export function explainWriting(error: unknown, dir: string, after: string): unknown {
	const code = codeOf(error);
	if (NO_ROOM.has(code))
		return new BackupError('noRoom', `There was no room left in ${dir} (${code}). ${after}`, {
			cause: error
		});
	// Photos that cannot be read are another matter.
	if (NOT_WRITABLE.has(code) && pathOf(error).startsWith(dir))
		return new BackupError('notWritable', `${dir} cannot be written to (${code}). ${after}`, {
			cause: error
		});
	return error;
}
